import type { BuildPicture, RecordedExecution } from "./build-picture.ts";
import { isUnfinished } from "./execution.ts";

/** Times that rule how long a build is watched, all in milliseconds. */
export interface BuildPolicy {
  /** How often a lively build is asked for. */
  readonly trackEveryMs: number;
  /** The shortest quiet after which a build is final. */
  readonly quietPeriodMs: number;
  /** How long processing may take before an execution is shown as "still processing". */
  readonly settleLimitMs: number;
  /** How long a test that has not ended keeps a build from being final. Default: two hours. */
  readonly runningLimitMs?: number;
}

/** What `pnpm start` uses where the environment says nothing. */
export const DEFAULT_POLICY = {
  trackEveryMs: 5_000,
  quietPeriodMs: 3 * 60_000,
  settleLimitMs: 10 * 60_000,
  runningLimitMs: 2 * 60 * 60_000,
} as const satisfies BuildPolicy;

/** The quiet never has to be longer than this many floors, however slow a build's rhythm. */
export const LONGEST_QUIET = 5;
/** A quiet of this many usual gaps means that nothing more comes. */
const GAPS_OF_QUIET = 4;
const GAPS_LOOKED_AT = 20;

/** Whether the lab said that it finished preparing an execution. */
export function isSettled(recorded: RecordedExecution): boolean {
  return recorded.settledAtMs !== undefined;
}

/** Whether the lab may still change its mind about an execution that ended: nobody waits for one that runs. */
export function isProcessing(recorded: RecordedExecution): boolean {
  return !isSettled(recorded) && recorded.overdueAtMs === undefined && !isUnfinished(recorded.execution);
}

/** When waiting for the lab to prepare an execution that ended is given up, epoch ms: it may have been seen long before. */
export function givesUpAtMs({ execution, firstSeenAtMs }: RecordedExecution, { settleLimitMs }: BuildPolicy): number {
  return Math.max(firstSeenAtMs, execution.endedAtMs ?? firstSeenAtMs) + settleLimitMs;
}

/** When something last happened in a build, epoch ms; undefined before the first sign of life. */
export function lastActivityMs(picture: BuildPicture): number | undefined {
  const times = [...picture.executions.values()].flatMap((recorded) => [
    recorded.firstSeenAtMs,
    recorded.settledAtMs ?? 0,
  ]);
  const ci = [picture.ci?.startedAtMs ?? 0, picture.ci?.finishedAtMs ?? 0];
  const last = [...times, ...ci].reduce((a, b) => Math.max(a, b), 0);
  return last === 0 ? undefined : last;
}

/**
 * How long a build must be quiet to be final: a few times the long gaps between its own arrivals (90th percentile of
 * the last ones), at least the configured floor and at most five floors. What one answer brought arrived together.
 */
export function quietNeededMs(picture: BuildPicture, floorMs: number): number {
  const moments = new Set([...picture.executions.values()].map((recorded) => recorded.firstSeenAtMs));
  const arrivals = [...moments].toSorted((a, b) => a - b);
  const gaps = arrivals
    .slice(1)
    .map((at, index) => at - (arrivals[index] ?? at))
    .slice(-GAPS_LOOKED_AT);
  const long = gaps.toSorted((a, b) => a - b)[Math.ceil(gaps.length * 0.9) - 1] ?? 0;
  return Math.min(Math.max(floorMs, long * GAPS_OF_QUIET), floorMs * LONGEST_QUIET);
}
