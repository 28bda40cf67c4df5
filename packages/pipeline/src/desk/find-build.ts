import {
  buildKey,
  buildOf,
  emptyPicture,
  parseBuildKey,
  recordAnswer,
  type BuildKey,
  type BuildPicture,
} from "@perfecto-bot/domain";
import { buildQuery } from "../poll/build-query.ts";
import type { ExecutionQuery } from "../ports/lab.ts";
import type { DeskParts } from "./desk-parts.ts";

type FindParts = Pick<DeskParts, "labs" | "pictures" | "readLink">;

const MOST_NAMES = 5_000;

/** A build somebody means, with the test where they named one. */
export interface FoundBuild {
  readonly key: BuildKey;
  readonly executionId?: string;
}

/** The build that a link, a job with a number, a test's id or a build key means; nothing where none is known. */
export async function findBuild(parts: FindParts, about: string): Promise<FoundBuild | undefined> {
  const link = parts.readLink(about);
  if (link?.kind === "execution") return findExecution(parts, link.id);
  if (link?.kind === "session") return findAtLab(parts, { externalIds: [link.externalId] });
  const named = link ?? readBuildName(about);
  if (named !== undefined) return findJobBuild(parts, named.job, named.number);
  return (await findExecution(parts, about)) ?? (parseBuildKey(about) === undefined ? undefined : { key: about });
}

/** What is known of a build, and whether it was read on somebody's behalf; else what the lab tells of it just now. */
export async function knownPicture(
  { labs, pictures }: Pick<DeskParts, "labs" | "pictures">,
  key: BuildKey,
): Promise<{ readonly picture: BuildPicture; readonly wasRead: boolean } | undefined> {
  const stored = await pictures.load(key);
  if (stored !== undefined && saysSomething(stored)) return { picture: stored, wasRead: true };
  const ref = parseBuildKey(key);
  const lab = ref && labs.get(ref.lab);
  if (ref === undefined || lab === undefined) return undefined;
  const answer = await lab.listExecutions(buildQuery(ref));
  const executions = answer.executions.filter((one) => buildKey(buildOf(one)) === key);
  if (executions.length === 0) return undefined;
  const told = { executions, complete: answer.processing === "complete", answeredAtMs: answer.answeredAtMs };
  return { picture: recordAnswer(emptyPicture(ref), told).picture, wasRead: false };
}

/** "Nightly Regression #45", "Nightly 45", with or without quotes. */
function readBuildName(words: string): { readonly job: string; readonly number: number } | undefined {
  const match = /^["“]?(?<job>.+?)["”]?\s+#?(?<number>\d{1,15})$/.exec(words.trim());
  const { job, number } = match?.groups ?? {};
  return job === undefined || number === undefined ? undefined : { job, number: Number(number) };
}

async function findExecution({ labs, pictures }: FindParts, id: string): Promise<FoundBuild | undefined> {
  for (const lab of labs.keys()) {
    const key = await pictures.buildOfExecution(lab, id);
    if (key !== undefined) return { key, executionId: id };
  }
  return undefined;
}

/** Builds in flight are known by name; for the others the lab tells the branch. The job's name counts in any case. */
async function findJobBuild(parts: FindParts, typed: string, number: number): Promise<FoundBuild | undefined> {
  const isMeant = (job: string) => job.toLowerCase() === typed.toLowerCase();
  const running = (await parts.pictures.openBuilds()).flatMap(({ key }) => {
    const ref = parseBuildKey(key);
    return ref?.kind === "job" && isMeant(ref.job) && ref.number === number ? [key] : [];
  });
  const seen = await Promise.all([...parts.labs.keys()].map((lab) => parts.pictures.jobNames(lab, MOST_NAMES)));
  const jobs = [...new Set([typed, ...seen.flatMap((names) => names.map(({ name }) => name).filter(isMeant))])];
  const ended = [...parts.labs.keys()].flatMap((lab) => jobs.map((job) => buildKey({ kind: "job", lab, job, number })));
  for (const key of [...running, ...ended]) {
    const picture = await parts.pictures.load(key);
    if (picture !== undefined && saysSomething(picture)) return { key };
  }
  return findAtLab(parts, { jobNames: jobs, jobNumber: number });
}

/** CI may have named a build without its branch: what is left of that one says nothing. */
function saysSomething({ executions, ci }: BuildPicture): boolean {
  return executions.size > 0 || ci !== undefined;
}

async function findAtLab({ labs }: FindParts, query: ExecutionQuery): Promise<FoundBuild | undefined> {
  for (const lab of labs.values()) {
    const [first] = (await lab.listExecutions({ ...query, maxPages: 1 })).executions;
    if (first !== undefined) return { key: buildKey(buildOf(first)) };
  }
  return undefined;
}
