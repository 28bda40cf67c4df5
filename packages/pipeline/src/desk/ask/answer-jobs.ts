import {
  compareNatural,
  matchGlob,
  nameOf,
  spellingOf,
  suggest,
  understoodAs,
  type AskContext,
  type Execution,
  type JobsQuestion,
} from "@perfecto-bot/domain";
import type { AnsweredJob, JobsAnswer } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { lastBuilds } from "./last-build.ts";
import { readExecutions, type ReadExecutions } from "./read-executions.ts";

const DAY_MS = 24 * 60 * 60_000;
const WEEK_MS = 7 * DAY_MS;
const MOST_NAMES = 5_000;
const MOST_READ = 50_000;
/** Jobs are wanted at once: what is older than can be read so quickly, memory may know. */
const MOST_ASKS = 10;
/** Memory is asked for the last builds of so many jobs, those seen last. */
const MOST_RECALLED = 60;

/** `jobs`: what was seen before and what ran within a day, or within a week where that is nothing. */
export async function answerJobs(
  parts: AskParts,
  question: JobsQuestion,
  context: AskContext,
  options: AskOptions,
): Promise<JobsAnswer> {
  const { pattern } = question;
  const seen = await seenJobs(parts);
  const day = await readBack(parts, DAY_MS, options);
  const isNew = seen.length === 0 && jobsIn(day.rows).length === 0 && day.coverage.complete;
  const backMs = isNew ? WEEK_MS : DAY_MS;
  const read = isNew ? await readBack(parts, WEEK_MS, options) : day;
  await remember(parts, read.rows);
  const known = joined([...seen, ...jobsIn(read.rows)]);
  const meant = known.filter(({ job }) => pattern === undefined || matchGlob(pattern, job));
  const builds = await lastBuilds(parts, read.rows, parts.now() - backMs, read.coverage);
  const jobs = await Promise.all(
    meant.map(async (one, index): Promise<AnsweredJob> => {
      const recalled = index < MOST_RECALLED ? () => builds.remembered(one.lab, one.job) : () => undefined;
      const last = builds.read(one.lab, one.job) ?? (await recalled());
      return last === undefined ? one : { ...one, last };
    }),
  );
  const near = meant.length > 0 || pattern === undefined ? undefined : nearName(pattern, known);
  return {
    verb: "jobs",
    question,
    understoodAs: understoodAs(question, context),
    coverage: read.coverage,
    labs: read.labs,
    examined: read.examined,
    ...(near === undefined ? {} : { nearestJob: near }),
    jobs,
  };
}

type SeenJob = Omit<AnsweredJob, "last">;

async function seenJobs({ labs, pictures }: AskParts): Promise<readonly SeenJob[]> {
  const names = [...labs.keys()].map(async (lab) =>
    ((await pictures?.jobNames(lab, MOST_NAMES)) ?? []).map(({ name, lastSeenMs }) => ({ lab, job: name, lastSeenMs })),
  );
  return (await Promise.all(names)).flat();
}

function jobsIn(rows: readonly Execution[]): readonly SeenJob[] {
  return rows.flatMap(({ lab, job, startedAtMs = 0 }) =>
    job === undefined ? [] : [{ lab, job: job.name, lastSeenMs: startedAtMs }],
  );
}

/** Each job once, seen last first. */
function joined(seen: readonly SeenJob[]): readonly SeenJob[] {
  const jobs = new Map<string, SeenJob>();
  for (const one of seen) {
    const key = JSON.stringify([one.lab, one.job]);
    if ((jobs.get(key)?.lastSeenMs ?? Number.NEGATIVE_INFINITY) < one.lastSeenMs) jobs.set(key, one);
  }
  return [...jobs.values()].toSorted(
    (a, b) => b.lastSeenMs - a.lastSeenMs || compareNatural(a.job, b.job) || compareNatural(a.lab, b.lab),
  );
}

async function readBack(parts: AskParts, backMs: number, options: AskOptions): Promise<ReadExecutions> {
  const toMs = parts.now();
  const window = { fromMs: toMs - backMs, toMs };
  return readExecutions(parts, { filter: [], window, askedAtMs: toMs, cap: MOST_READ, mostAsks: MOST_ASKS }, options);
}

/** The names are known now, so that other questions find them, too. */
async function remember({ pictures, now }: AskParts, rows: readonly Execution[]): Promise<void> {
  for (const [lab, own] of Map.groupBy(rows, (row) => row.lab)) {
    const names = [...new Set(jobsIn(own).map(({ job }) => job))];
    if (names.length > 0) await pictures?.rememberJobNames(lab, names, now());
  }
}

function nearName(pattern: string, known: readonly SeenJob[]): string | undefined {
  const typed = nameOf(pattern) ?? spellingOf(pattern.replaceAll(/^\*|\*$/g, ""));
  return suggest(
    typed,
    known.map(({ job }) => job),
  );
}
