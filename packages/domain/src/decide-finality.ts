import type { BuildPicture, Finality, RecordedExecution } from "./build-picture.ts";
import {
  DEFAULT_POLICY,
  givesUpAtMs,
  isProcessing,
  lastActivityMs,
  LONGEST_QUIET,
  quietNeededMs,
  type BuildPolicy,
} from "./build-rhythm.ts";
import { attemptStartMs } from "./build/ci-of-picture.ts";
import { CI_RUNS_QUIET, expectedTests, isSaidToRun } from "./build/ci-signal.ts";
import { recordedResults } from "./build/recorded-results.ts";
import { isUnfinished } from "./execution.ts";

/** After CI said "finished", results of the last drivers may still be on their way for this part of the quiet period. */
const CI_GRACE_SHARE = 1 / 6;
/** A build CI started and of which nothing was ever seen is given up after this time. */
const NEVER_REPORTED_MS = 24 * 60 * 60_000;
/** A build with less than this share of its usual tests has probably not shown all of them. */
const USUAL_SHARE = 0.9;

/** Whether a build is over, and why, or when to ask again. */
export type FinalityDecision =
  | { readonly final: true; readonly reason: Finality["reason"] }
  | {
      readonly final: false;
      readonly reason: "processing" | "test-runs" | "not-quiet" | "nothing-yet";
      readonly askAgainAtMs: number;
    };

/**
 * A build is final when everything ended, is settled (or overdue) and nothing new came for a quiet period, or sooner when
 * CI said that it finished and every expected test is there. With fewer tests than `usualTotal` the quiet is the longest.
 */
export function decideFinality(
  picture: BuildPicture,
  nowMs: number,
  policy: BuildPolicy,
  usualTotal?: number,
): FinalityDecision {
  const { ci } = picture;
  const records = [...picture.executions.values()];
  const lastMs = lastActivityMs(picture) ?? nowMs;
  const floorMs = policy.quietPeriodMs;
  if (records.length === 0) {
    const giveUpAtMs = ci?.finishedAtMs === undefined ? lastMs + NEVER_REPORTED_MS : ci.finishedAtMs + 5 * floorMs;
    return nowMs >= giveUpAtMs
      ? { final: true, reason: "never-reported" }
      : { final: false, reason: "nothing-yet", askAgainAtMs: giveUpAtMs };
  }
  const overdueAtMs = soonest(records.filter(isProcessing), (one) => givesUpAtMs(one, policy));
  if (overdueAtMs !== undefined) return { final: false, reason: "processing", askAgainAtMs: overdueAtMs };
  const waitsUntilMs = records.map((one) => runningUntilMs(one, policy)).filter((atMs) => nowMs < atMs);
  if (waitsUntilMs.length > 0) {
    return { final: false, reason: "test-runs", askAgainAtMs: waitsUntilMs.reduce((a, b) => Math.min(a, b)) };
  }
  if (ci?.finishedAtMs !== undefined && haveAllReported(picture)) {
    const graceMs = expectedTests(ci) === undefined ? floorMs * CI_GRACE_SHARE : 0;
    return quietFrom(Math.max(ci.finishedAtMs, lastMs), graceMs, nowMs, "ci-finished");
  }
  return quietFrom(lastMs, quietMs(picture, floorMs, usualTotal), nowMs, "quiet");
}

/** How long a test that has not ended is waited for, epoch ms; in the past for one that ended. */
export function runningUntilMs({ execution, firstSeenAtMs }: RecordedExecution, policy: BuildPolicy): number {
  const limitMs = policy.runningLimitMs ?? DEFAULT_POLICY.runningLimitMs;
  if (!isUnfinished(execution)) return Number.NEGATIVE_INFINITY;
  return (execution.startedAtMs ?? firstSeenAtMs) + limitMs;
}

function quietMs(picture: BuildPicture, floorMs: number, usualTotal: number | undefined): number {
  if (isSaidToRun(picture.ci)) return CI_RUNS_QUIET * floorMs;
  const isSmall = usualTotal !== undefined && recordedResults(picture).length < usualTotal * USUAL_SHARE;
  return isSmall ? LONGEST_QUIET * floorMs : quietNeededMs(picture, floorMs);
}

/** Of a build that CI runs again, only what the latest attempt showed counts. */
function haveAllReported(picture: BuildPicture): boolean {
  const sinceMs = attemptStartMs(picture);
  const reported = recordedResults(picture).filter(({ latest: { execution, firstSeenAtMs } }) => {
    return (execution.startedAtMs ?? firstSeenAtMs) >= sinceMs;
  });
  return reported.length >= (expectedTests(picture.ci) ?? 0);
}

function quietFrom(sinceMs: number, forMs: number, nowMs: number, reason: Finality["reason"]): FinalityDecision {
  const atMs = sinceMs + forMs;
  return nowMs >= atMs ? { final: true, reason } : { final: false, reason: "not-quiet", askAgainAtMs: atMs };
}

function soonest(
  records: readonly RecordedExecution[],
  atMs: (record: RecordedExecution) => number,
): number | undefined {
  return records.length === 0 ? undefined : records.map(atMs).reduce((a, b) => Math.min(a, b));
}
