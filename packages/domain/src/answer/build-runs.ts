import { groupByLine, type BuildLine } from "../build/build-line.ts";
import { splitLine, type BuildAttempt, type SplitBuild } from "../build/split-line.ts";
import { buildKey, type BuildKey, type BuildRef } from "../build-ref.ts";
import { DEFAULT_POLICY } from "../build-rhythm.ts";
import type { Execution } from "../execution.ts";
import { compareNatural } from "./compare-natural.ts";

/** The executions of one build among those that were asked for. */
export interface BuildRun {
  readonly ref: BuildRef;
  readonly key: BuildKey;
  /** The first start among them, epoch ms; absent where none is known. */
  readonly startMs?: number;
  readonly executions: readonly Execution[];
  /** The times that CI ran it, as far as the executions tell. */
  readonly attempts: readonly BuildAttempt[];
}

/**
 * Executions by build, in order of start, ties in natural order of the key. Builds without any start come first. They are
 * told apart as `splitLine` does, with what these executions tell of the job's numbers.
 */
export function buildRuns(
  executions: readonly Execution[],
  quietPeriodMs: number = DEFAULT_POLICY.quietPeriodMs,
): readonly BuildRun[] {
  const lines = groupByLine(executions);
  const numbers = numbersByJob(lines.map(({ line }) => line));
  return lines
    .flatMap(({ line, executions: own }) => {
      // What has no times is taken to have run with the first that has.
      const seenAtMs = firstStart(own) ?? 0;
      const builds = splitLine({
        line,
        executions: own.map((execution) => ({ execution, seenAtMs })),
        ci: [],
        otherNumbers: line.kind === "job" ? otherNumber(numbers.get(jobKey(line)), line.number) : [],
        knownBuilds: 0,
        quietPeriodMs,
      });
      return builds.map((build, index) => runOf(line, build, index > 0));
    })
    .toSorted(byStart);
}

/** The ref of a build of a line. `repeated`: an earlier one has the same number. */
export function refOf(line: BuildLine, startMs: number, repeated: boolean): BuildRef {
  if (line.kind === "session") return line;
  const { kind: _kind, number, ...named } = line;
  if (number === undefined) return { kind: "run", ...named, startedAtMs: startMs };
  return { kind: "job", ...named, number, startedAtMs: startMs, ...(repeated ? { repeated } : {}) };
}

function runOf(line: BuildLine, { executions, startMs, attempts }: SplitBuild, repeated: boolean): BuildRun {
  const ref = refOf(line, startMs, repeated);
  const known = firstStart(executions);
  return { ref, key: buildKey(ref), ...(known === undefined ? {} : { startMs: known }), executions, attempts };
}

function numbersByJob(lines: readonly BuildLine[]): ReadonlyMap<string, ReadonlySet<number>> {
  const numbers = new Map<string, Set<number>>();
  for (const line of lines) {
    if (line.kind !== "job" || line.number === undefined) continue;
    numbers.set(jobKey(line), (numbers.get(jobKey(line)) ?? new Set()).add(line.number));
  }
  return numbers;
}

/** One that differs is enough to know that a job counts its builds. */
function otherNumber(known: ReadonlySet<number> = new Set(), own: number | undefined): readonly number[] {
  for (const number of known) if (number !== own) return [number];
  return [];
}

function jobKey({ lab, job }: { readonly lab: string; readonly job: string }): string {
  return JSON.stringify([lab, job]);
}

function firstStart(executions: readonly Execution[]): number | undefined {
  const starts = executions.map(({ startedAtMs }) => startedAtMs).filter((at) => at !== undefined);
  return starts.length === 0 ? undefined : starts.reduce((a, b) => Math.min(a, b));
}

function byStart(a: BuildRun, b: BuildRun): number {
  const [ours, theirs] = [a.startMs ?? Number.NEGATIVE_INFINITY, b.startMs ?? Number.NEGATIVE_INFINITY];
  if (ours !== theirs) return ours < theirs ? -1 : 1;
  return compareNatural(a.key, b.key);
}
