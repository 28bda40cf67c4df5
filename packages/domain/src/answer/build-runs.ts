import { buildKey, buildOf, type BuildKey, type BuildRef } from "../build-ref.ts";
import type { Execution } from "../execution.ts";
import { compareNatural } from "./compare-natural.ts";

/** The executions of one build among those that were asked for. */
export interface BuildRun {
  readonly ref: BuildRef;
  readonly key: BuildKey;
  /** The first start among them, epoch ms; absent where none is known. */
  readonly startMs?: number;
  readonly executions: readonly Execution[];
}

/** Executions by build, in order of start, ties in natural order of the key. Builds without any start come first. */
export function buildRuns(executions: readonly Execution[]): readonly BuildRun[] {
  const groups = Map.groupBy(executions, (execution) => buildKey(buildOf(execution)));
  return [...groups]
    .flatMap(([key, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const startMs = firstStart(group);
      return { ref: buildOf(first), key, ...(startMs === undefined ? {} : { startMs }), executions: group };
    })
    .toSorted(byStart);
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
