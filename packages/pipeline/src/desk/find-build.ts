import {
  buildKey,
  buildRuns,
  emptyPicture,
  parseBuildKey,
  recordAnswer,
  type BuildKey,
  type BuildPicture,
  type BuildRef,
  type BuildRun,
  type Execution,
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
  const run = nearestRun(ref, answer.executions);
  if (run === undefined) return undefined;
  const told = {
    executions: run.executions,
    complete: answer.processing === "complete",
    answeredAtMs: answer.answeredAtMs,
  };
  return { picture: recordAnswer(emptyPicture(run.ref), told).picture, wasRead: false };
}

/** The build that a ref means among those that a lab told of: of its job, branch and number the one that began closest to it. */
function nearestRun(ref: BuildRef, executions: readonly Execution[]): BuildRun | undefined {
  const isMeant = (other: BuildRef): boolean =>
    other.kind === ref.kind &&
    other.branch === ref.branch &&
    (other.kind === "session" || (other.job === ref.job && numberOf(other) === numberOf(ref)));
  const distance = (run: BuildRun): number => Math.abs(timeOf(run.ref) - timeOf(ref));
  const [nearest] = buildRuns(executions)
    .filter((run) => isMeant(run.ref))
    .toSorted((a, b) => distance(a) - distance(b));
  return nearest;
}

function numberOf(ref: BuildRef): number | undefined {
  return ref.kind === "job" ? ref.number : undefined;
}

function timeOf(ref: BuildRef): number {
  return (ref.kind === "session" ? undefined : ref.startedAtMs) ?? 0;
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

/** The latest known build of a number, else the lab's. The job's name counts in any case. */
async function findJobBuild(parts: FindParts, typed: string, number: number): Promise<FoundBuild | undefined> {
  const isMeant = (job: string) => job.toLowerCase() === typed.toLowerCase();
  const seen = await Promise.all([...parts.labs.keys()].map((lab) => parts.pictures.jobNames(lab, MOST_NAMES)));
  const jobs = [...new Set([typed, ...seen.flatMap((names) => names.map(({ name }) => name).filter(isMeant))])];
  const inLabs = [...parts.labs.keys()].flatMap((lab) => jobs.map((job) => ({ lab, job })));
  const known = await Promise.all(
    inLabs.map(async ({ lab, job }) => (await parts.pictures.knownBuilds(lab, job)).builds),
  );
  const numbered = known.flat().filter((build) => build.number === number);
  const keys = numbered.toSorted((a, b) => b.startedAtMs - a.startedAtMs).map(({ key }) => key);
  const older = inLabs.map(({ lab, job }) => buildKey({ kind: "job", lab, job, number }));
  for (const key of [...keys, ...older]) {
    const picture = await parts.pictures.load(key);
    if (picture !== undefined && saysSomething(picture)) return { key };
  }
  return findAtLab(parts, { jobNames: jobs, jobNumber: number });
}

/** CI may have named a build without its branch: what is left of that one says nothing. */
function saysSomething({ executions, ci }: BuildPicture): boolean {
  return executions.size > 0 || ci !== undefined;
}

async function findAtLab({ labs, pictures }: FindParts, query: ExecutionQuery): Promise<FoundBuild | undefined> {
  for (const lab of labs.values()) {
    const latest = buildRuns((await lab.listExecutions({ ...query, maxPages: 1 })).executions).at(-1);
    const [first] = latest?.executions ?? [];
    if (latest === undefined || first === undefined) continue;
    return { key: (await pictures.buildOfExecution(lab.id, first.id)) ?? latest.key };
  }
  return undefined;
}
