import {
  branchName,
  noteCiReport,
  type BuildKey,
  type BuildPicture,
  type CiReported,
  type JobLine,
} from "@perfecto-bot/domain";
import type { KnownBuild } from "../ports/picture-store.ts";
import { setAsideOr } from "../set-aside-or.ts";
import { assignBuilds } from "./assign-builds.ts";
import type { PollParts } from "./poll-parts.ts";

/** What CI tells about one of its runs. */
export interface CiReport extends Omit<CiReported, "atMs"> {
  readonly lab: string;
  readonly job: string;
  /** Absent for a job whose builds have none. */
  readonly number?: number;
  readonly branch?: string;
}

/** Whether what CI said was of use. */
export type CiOutcome =
  | { readonly kind: "watching"; readonly key: BuildKey }
  | { readonly kind: "nobody-subscribed" }
  /** No branch was said, and several have a build of that number: nothing was changed. */
  | { readonly kind: "several-builds"; readonly branches: readonly (string | undefined)[] };

const MOST_NAMES = 5_000;

/** Writes what CI said into the picture of the build it means and looks at it at once. Saying it twice changes nothing. */
export async function ciSaid(
  parts: Pick<PollParts, "pictures" | "subscriptions" | "schedule" | "now" | "policy"> & {
    readonly signals: Pick<PollParts["signals"], "plan" | "track">;
  },
  report: CiReport,
): Promise<CiOutcome> {
  const job = await spelledJob(parts, report);
  if (job === undefined) return { kind: "nobody-subscribed" };
  const line = await meantLine(parts, { ...report, job });
  if ("branches" in line) return { kind: "several-builds", branches: line.branches };
  const { lab: _lab, job: _job, number: _number, branch: _branch, ...told } = report;
  const nowMs = parts.now();
  const { quietPeriodMs } = parts.policy;
  const updates = await assignBuilds(
    { pictures: parts.pictures, quietPeriodMs },
    {
      line,
      executions: [],
      complete: false,
      atMs: nowMs,
      ci: (known) => noteCiReport(known, { ...told, atMs: nowMs }, quietPeriodMs),
      keep: () => true,
    },
  );
  const latest = [...updates].findLast(([, { picture }]) => picture.joinedTo === undefined)?.[0] ?? "";
  for (const [key, { written }] of updates) {
    if (!written && key !== latest) continue;
    await parts.schedule.dueBy("track", key, nowMs);
    await parts.signals.track(key);
    await parts.signals.plan(key);
  }
  return { kind: "watching", key: latest };
}

/**
 * The job's name as the lab spells it; undefined where nobody subscribed to it. Case and runs of blanks do not count. A glob
 * ignores case, so what it covers may still be spelled otherwise.
 */
async function spelledJob(
  { pictures, subscriptions }: Pick<PollParts, "pictures" | "subscriptions">,
  { lab, job }: CiReport,
): Promise<string | undefined> {
  const subscribed = await subscriptions.inLab(lab);
  const isCovered = (name: string): boolean => subscribed.covering(name).some((one) => one.paused === undefined);
  const exact = subscribed.watched.names;
  if (exact.includes(job)) return job;
  const meant = plain(job);
  const seen = (await pictures.jobNames(lab, MOST_NAMES)).map(({ name }) => name).filter(isCovered);
  const alike = [...exact, ...seen].filter((name) => plain(name) === meant);
  if (seen.includes(job)) return job;
  return alike[0] ?? (isCovered(job) ? job : undefined);
}

function plain(name: string): string {
  return name.trim().replaceAll(/\s+/g, " ").toLowerCase();
}

/** The line of the build that is meant: of the branch that was said, else of the only one that may be meant. */
async function meantLine(
  { pictures }: Pick<PollParts, "pictures">,
  { lab, job, number, branch }: CiReport,
): Promise<JobLine | { readonly branches: readonly (string | undefined)[] }> {
  const { builds } = await pictures.knownBuilds(lab, job);
  const latest = latestByBranch(builds.filter((build) => build.number === number));
  const named = branch === undefined ? undefined : branchName(branch);
  const fitting = named === undefined ? latest : latest.filter((build) => build.branch === named);
  const maybe = fitting.length > 0 ? fitting : latest.filter((build) => build.branch === undefined);
  const open = maybe.length < 2 ? maybe : await stillOpen(pictures, maybe);
  if (open.length !== 1 && maybe.length > 1) return { branches: maybe.map((build) => build.branch) };
  const only = open[0] ?? maybe[0];
  const own = only === undefined ? named : only.branch;
  return {
    kind: "job",
    lab,
    job,
    ...(own === undefined ? {} : { branch: own }),
    ...(number === undefined ? {} : { number }),
  };
}

function latestByBranch(builds: readonly KnownBuild[]): readonly KnownBuild[] {
  const latest = new Map<string | undefined, KnownBuild>();
  for (const build of builds.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) latest.set(build.branch, build);
  return [...latest.values()];
}

async function stillOpen(
  pictures: Pick<PollParts["pictures"], "load">,
  builds: readonly KnownBuild[],
): Promise<readonly KnownBuild[]> {
  const loaded = await Promise.all(
    builds.map(async (build) => ({ build, picture: await setAsideOr(() => pictures.load(build.key), undefined) })),
  );
  return loaded.filter(({ picture }) => isOpen(picture)).map(({ build }) => build);
}

function isOpen(picture: BuildPicture | undefined): boolean {
  return picture !== undefined && picture.final === undefined && picture.ci?.finishedAtMs === undefined;
}
