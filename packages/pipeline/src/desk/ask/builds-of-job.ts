import { matchFilter, testResults, type Execution, type Filter } from "@perfecto-bot/domain";
import { findBuilds } from "../../ask/find-builds.ts";
import type { StopReason } from "../../ask/fetched.ts";
import { loadBuild, type LoadedBuild, type RememberedBuilds } from "../../ask/load-build.ts";
import type { AnsweredBuild, Gap } from "./answer.ts";
import { answeredBuild } from "./answered-build.ts";
import { askLab, type LabAnswer } from "./ask-lab.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { labGap } from "./coverage-of.ts";
import { asksForInteractive, isInteractive } from "./is-interactive.ts";
import type { JobInLab } from "./jobs-in-labs.ts";
import { readExecutions } from "./read-executions.ts";
import { asksForMarks, resultMarks, type MarksOfExecution } from "./result-marks.ts";

const NOTHING_REMEMBERED: RememberedBuilds = {
  load: async () => undefined,
  knownBuilds: async () => ({ revision: 0, builds: [] }),
  buildOfExecution: async () => undefined,
};
/** What the lab alone tells of is taken to run while its last sign is as young as this. */
const QUIET_MS = 5 * 60_000;

/** Builds that were found, newest first, and what may be missing. */
export interface JobBuilds {
  readonly builds: readonly LoadedBuild[];
  readonly gaps: readonly Gap[];
}

/** The latest builds of a job in all labs, at most so many. */
export async function latestBuilds(
  parts: AskParts,
  jobs: readonly JobInLab[],
  last: number,
  { signal }: AskOptions,
): Promise<JobBuilds> {
  const pictures = parts.pictures ?? NOTHING_REMEMBERED;
  const found = await Promise.all(
    jobs.map(async ({ lab, jobNames }): Promise<JobBuilds> => {
      const request = { pictures, lab, jobNames, last, now: parts.now, ...(signal === undefined ? {} : { signal }) };
      const answer = await askLab(parts, "looking for builds", () => findBuilds(request));
      if (answer.kind === "failed") return { builds: [], gaps: [labGap(lab.id, answer.error)] };
      const { builds, searchedFromMs, stoppedBecause, asOfMs } = answer.value;
      const known = { fromMs: searchedFromMs, toMs: asOfMs };
      return { builds, gaps: stoppedBecause === undefined ? [] : [stopGap(lab.id, stoppedBecause, known)] };
    }),
  );
  return joined(found, last);
}

/** The builds of a job that have a number: one for each branch and lab that has it. */
export async function numberedBuilds(
  parts: AskParts,
  jobs: readonly JobInLab[],
  number: number,
  { signal }: AskOptions,
): Promise<JobBuilds> {
  const pictures = parts.pictures ?? NOTHING_REMEMBERED;
  const found = await Promise.all(
    jobs.map(async ({ lab, jobNames }): Promise<JobBuilds> => {
      const answer: LabAnswer<readonly LoadedBuild[]> = await askLab(parts, "reading a build", () =>
        loadBuild(pictures, lab, { jobNames, number }, signal),
      );
      return answer.kind === "failed"
        ? { builds: [], gaps: [labGap(lab.id, answer.error)] }
        : { builds: answer.value, gaps: [] };
    }),
  );
  return joined(found);
}

/** A build with those of its executions that pass a filter; undefined where none does. */
export function narrowBuild(
  parts: AskParts,
  build: LoadedBuild,
  filter: Filter,
  open: ReadonlySet<string>,
  marksOf: MarksOfExecution = () => [],
): AnsweredBuild | undefined {
  const wantsInteractive = asksForInteractive(filter);
  const executions = testResults(build.executions)
    .filter(
      ({ latest }) => matchFilter(filter, latest, marksOf(latest)) && (wantsInteractive || !isInteractive(latest)),
    )
    .flatMap((result) => result.executions);
  if (executions.length === 0) return undefined;
  return answeredBuild(parts, build.ref, executions, {
    source: build.source,
    isRunning: build.source === "lab" && (open.has(build.key) || isYoung(build)),
  });
}

/** What `is:` finds the executions of builds by; nothing where nobody asks. */
export async function marksOfBuilds(
  parts: AskParts,
  filter: Filter,
  builds: readonly LoadedBuild[],
  options: AskOptions,
): Promise<MarksOfExecution> {
  if (!asksForMarks(filter)) return () => [];
  const runs = builds.map(({ ref, key, executions }) => ({
    ref,
    key,
    executions,
    attempts: [],
    ...startIn(executions),
  }));
  const inOrder = runs.toSorted((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0));
  return resultMarks(parts, filter, inOrder, async (jobs, window) => {
    const request = { filter: jobs, window, askedAtMs: parts.now() };
    return (await readExecutions(parts, request, options)).rows;
  });
}

function startIn(executions: readonly Execution[]): { readonly startMs?: number } {
  const starts = executions.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  return starts.length === 0 ? {} : { startMs: starts.reduce((a, b) => Math.min(a, b)) };
}

/** Builds that are being tracked. */
export async function openKeys({ pictures }: AskParts): Promise<ReadonlySet<string>> {
  return new Set(await pictures?.openBuilds());
}

/** A gap for a build of which more may exist than was read. */
export function partGaps(builds: readonly LoadedBuild[]): readonly Gap[] {
  return builds
    .filter(({ whole }) => !whole)
    .map(({ ref, executions, asOfMs }) => {
      const fromMs = executions.reduce((first, { startedAtMs }) => Math.min(first, startedAtMs ?? first), asOfMs);
      return { kind: "too-dense", lab: ref.lab, window: { fromMs, toMs: asOfMs } };
    });
}

function isYoung({ executions, asOfMs }: LoadedBuild): boolean {
  return executions.some(({ startedAtMs = 0, endedAtMs = startedAtMs }) => endedAtMs > asOfMs - QUIET_MS);
}

function joined(found: readonly JobBuilds[], last?: number): JobBuilds {
  const builds = found.flatMap((one) => one.builds).toSorted((a, b) => startOf(b) - startOf(a));
  return { builds: builds.slice(0, last), gaps: found.flatMap(({ gaps }) => gaps) };
}

function startOf({ executions }: LoadedBuild): number {
  return executions.reduce((first, { startedAtMs }) => Math.min(first, startedAtMs ?? first), Number.MAX_SAFE_INTEGER);
}

function stopGap(lab: string, reason: StopReason, known: { readonly fromMs: number; readonly toMs: number }): Gap {
  switch (reason.kind) {
    case "cap":
      return { kind: "cap", cap: reason.cap, fromMs: known.fromMs };
    case "lab-failed":
      return { kind: "lab-failed", lab, error: reason.error, known };
    case "too-dense":
      return { kind: "too-dense", lab, window: reason.window };
    case "ask-limit":
    case "cancelled":
      return { kind: reason.kind, lab, known };
  }
}
