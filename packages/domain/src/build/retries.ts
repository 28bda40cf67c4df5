import type { RecordedExecution } from "../build-picture.ts";
import { isUnfinished } from "../execution.ts";
import type { RecordedResult } from "./recorded-results.ts";

/** A retry may take so many times as long as the longest so far. */
const PATIENCE = 2;

/**
 * The longest it took, in ms, from seeing a failed attempt to seeing the next one of the same test, within one attempt of
 * the build: `sinceMs` says when the latest began. Undefined where nothing was tried again.
 */
export function retriedWithinMs(results: readonly RecordedResult[], sinceMs: number): number | undefined {
  const spans = results.flatMap(({ executions }) => spansOf(executions.filter((one) => startOf(one) >= sinceMs)));
  return spans.length === 0 ? undefined : spans.reduce((a, b) => Math.max(a, b));
}

/**
 * When a failure has waited long enough for its retry, epoch ms; undefined while a retry runs, which is waited for however
 * long it takes.
 */
export function confirmsAtMs(
  { latest, executions }: Pick<RecordedResult, "latest" | "executions">,
  retriesWithinMs: number,
  quietPeriodMs: number,
): number | undefined {
  if (executions.some(({ execution }) => isUnfinished(execution))) return undefined;
  return latest.firstSeenAtMs + PATIENCE * retriesWithinMs + quietPeriodMs;
}

function spansOf(executions: readonly RecordedExecution[]): readonly number[] {
  return executions.flatMap((one, index) => {
    if (one.execution.status !== "FAILED") return [];
    // Between a failure and its retry, the same test may have begun on other devices.
    const next = executions.find(
      (other, at) => at > index && startOf(other) > startOf(one) && startOf(other) >= endOf(one),
    );
    return next === undefined ? [] : [Math.max(0, next.firstSeenAtMs - one.firstSeenAtMs)];
  });
}

function startOf({ execution, firstSeenAtMs }: RecordedExecution): number {
  return execution.startedAtMs ?? execution.endedAtMs ?? firstSeenAtMs;
}

function endOf(one: RecordedExecution): number {
  return one.execution.endedAtMs ?? startOf(one);
}
