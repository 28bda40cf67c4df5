import {
  buildRuns,
  globOf,
  marksOfNovelty,
  noveltyOf,
  rememberResult,
  shortBuildLabel,
  testResults,
  type BuildRun,
  type Execution,
  type Filter,
  type ResultMark,
  type TestHistory,
  type TestKey,
  type TimeWindow,
} from "@perfecto-bot/domain";
import type { HistoryLine } from "../../ports/history-store.ts";
import type { AskParts } from "./ask-parts.ts";

/** What `is:` finds an execution by: the marks of the test's result that it is an attempt of. */
export type MarksOfExecution = (execution: Execution) => readonly ResultMark[];

/** Reads what ran of some jobs in a window. */
export type ReadJobs = (jobs: Filter, window: TimeWindow) => Promise<readonly Execution[]>;

type Histories = ReadonlyMap<TestKey, TestHistory>;

/** Where nothing is remembered, so far back the lab is asked what tests came to before. */
const LOOK_BACK_MS = 7 * 24 * 60 * 60_000;

/** Whether a filter asks what results are. */
export function asksForMarks(filter: Filter): boolean {
  return filter.some(({ key }) => key === "is");
}

/** A filter without what only whole builds tell. */
export function withoutMarks(filter: Filter): Filter {
  return filter.filter(({ key }) => key !== "is");
}

/**
 * The marks of executions of these builds, which are in order of start. Each build is compared with those before it, and
 * with what is remembered of its job and branch; where nothing is, with what the lab tells of the week before.
 */
export async function resultMarks(
  parts: Pick<AskParts, "histories" | "pictures">,
  filter: Filter,
  builds: readonly BuildRun[],
  read: ReadJobs,
): Promise<MarksOfExecution> {
  const marks = new Map<string, readonly ResultMark[]>();
  const told: Told = (execution, own) => marks.set(keyOf(execution), own);
  if (asksForHistory(filter)) {
    const known = await knownHistories(parts, builds);
    const [old, unknown] = [builds.filter(isIn(known)), builds.filter((build) => !isIn(known)(build))];
    const remembered = await Promise.all(old.map((build) => asRemembered(parts, build)));
    judge([...remembered, ...(await withEarlier(unknown, read))].toSorted(byStart), known, told);
  } else judge(builds, new Map(), told);
  return (execution) => marks.get(keyOf(execution)) ?? [];
}

function asksForHistory(filter: Filter): boolean {
  return filter.some(({ key, values }) => key === "is" && values.some((value) => value !== "flaky"));
}

/** What is remembered of the jobs and branches of builds, as far as there is something. */
async function knownHistories(
  { histories: store }: Pick<AskParts, "histories">,
  builds: readonly BuildRun[],
): Promise<ReadonlyMap<string, Histories>> {
  if (store === undefined) return new Map();
  const lines = linesOf(builds);
  const found = await Promise.all(
    [...lines].map(async ([name, line]) => [name, await store.histories(line, "all")] as const),
  );
  return new Map(found.filter(([, histories]) => histories.size > 0));
}

/**
 * A build with the start that its results are remembered under. What was read of it may have begun later: a window may cut
 * it, a filter may leave out its first tests. It would be compared with itself then.
 */
async function asRemembered({ pictures }: Pick<AskParts, "pictures">, build: BuildRun): Promise<BuildRun> {
  const [first] = build.executions;
  const { lab, job, branch } = build.ref;
  const key = first && (await pictures?.buildOfExecution(first.lab, first.id));
  if (key === undefined || job === undefined) return build;
  const ended = (await pictures?.finishedBuilds(lab, job, branch))?.find((one) => one.key === key);
  return ended === undefined ? build : { ...build, startMs: ended.startedAtMs };
}

/** Builds with those of the week before, and with what of themselves began before the first of them did. */
async function withEarlier(builds: readonly BuildRun[], read: ReadJobs): Promise<readonly BuildRun[]> {
  const lines = linesOf(builds);
  if (lines.size === 0) return builds;
  const filter: Filter = [
    { key: "lab", negated: false, values: [...new Set([...lines.values()].map(({ lab }) => globOf(lab)))] },
    { key: "job", negated: false, values: [...new Set([...lines.values()].map(({ job }) => globOf(job)))] },
  ];
  const toMs = builds.flatMap(({ startMs }) => startMs ?? []).reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER);
  const earlier = await read(filter, { fromMs: toMs - LOOK_BACK_MS, toMs });
  const own = builds.flatMap(({ executions }) => executions);
  const each = new Map([...earlier, ...own].map((execution) => [keyOf(execution), execution]));
  const seen = new Set(own.map(keyOf));
  return buildRuns([...each.values()]).filter((build) => {
    const line = lineOf(build.ref);
    return line === undefined ? build.executions.some((one) => seen.has(keyOf(one))) : lines.has(nameOf(line));
  });
}

type Told = (execution: Execution, marks: readonly ResultMark[]) => void;

/** Compares builds with those before them, one after another. What ran in no job is compared with nothing. */
function judge(builds: readonly BuildRun[], known: ReadonlyMap<string, Histories>, told: Told): void {
  const histories = new Map([...known].map(([name, tests]) => [name, new Map(tests)]));
  for (const { ref, startMs = 0, executions } of builds) {
    const line = lineOf(ref);
    const tests = (line && histories.get(nameOf(line))) ?? new Map<TestKey, TestHistory>();
    if (line !== undefined) histories.set(nameOf(line), tests);
    for (const result of testResults(executions)) {
      const novelty = noveltyOf(result, tests.get(result.key), startMs);
      const marks = marksOfNovelty(result.outcome, novelty);
      for (const execution of result.executions) told(execution, marks);
      tests.set(result.key, rememberResult(tests.get(result.key), result, { startMs, label: shortBuildLabel(ref) }));
    }
  }
}

function isIn(known: ReadonlyMap<string, Histories>): (build: BuildRun) => boolean {
  return ({ ref }) => {
    const line = lineOf(ref);
    return line !== undefined && known.has(nameOf(line));
  };
}

function byStart(a: BuildRun, b: BuildRun): number {
  return (a.startMs ?? 0) - (b.startMs ?? 0);
}

function lineOf({ lab, job, branch }: BuildRun["ref"]): HistoryLine | undefined {
  return job === undefined ? undefined : { lab, job, ...(branch === undefined ? {} : { branch }) };
}

/** The jobs and branches of builds, by name. */
function linesOf(builds: readonly BuildRun[]): ReadonlyMap<string, HistoryLine> {
  return new Map(builds.flatMap(({ ref }) => lineOf(ref) ?? []).map((line) => [nameOf(line), line]));
}

function nameOf({ lab, job, branch }: HistoryLine): string {
  return JSON.stringify([lab, job, branch]);
}

function keyOf({ lab, id }: Execution): string {
  return JSON.stringify([lab, id]);
}
