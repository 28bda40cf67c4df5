import type { BuildPicture, Finality } from "./build-picture.ts";
import { isSettled, lastActivityMs, quietNeededMs, type BuildPolicy } from "./build-rhythm.ts";

/** After CI said "finished", results of the last drivers may still be on their way for this part of the quiet period. */
const CI_GRACE_SHARE = 1 / 6;
/** A build CI started and of which nothing was ever seen is given up after this time. */
const NEVER_REPORTED_MS = 24 * 60 * 60_000;

/** Whether a build is over, and why, or when to ask again. */
export type FinalityDecision =
  | { readonly final: true; readonly reason: Finality["reason"] }
  | {
      readonly final: false;
      readonly reason: "processing" | "not-quiet" | "nothing-yet";
      readonly askAgainAtMs: number;
    };

/**
 * A build is final when everything is settled (or overdue) and nothing new came for a quiet period, or sooner when
 * CI said that it finished and every expected execution is there.
 */
export function decideFinality(picture: BuildPicture, nowMs: number, policy: BuildPolicy): FinalityDecision {
  const { ci } = picture;
  const lastMs = lastActivityMs(picture) ?? nowMs;
  const floorMs = policy.quietPeriodMs;
  if (picture.executions.size === 0) {
    const giveUpAtMs = ci?.finishedAtMs === undefined ? lastMs + NEVER_REPORTED_MS : ci.finishedAtMs + 5 * floorMs;
    return nowMs >= giveUpAtMs
      ? { final: true, reason: "never-reported" }
      : { final: false, reason: "nothing-yet", askAgainAtMs: giveUpAtMs };
  }
  const waiting = [...picture.executions.values()].filter(
    (recorded) => !isSettled(recorded) && recorded.overdueAtMs === undefined,
  );
  if (waiting.length > 0) {
    const overdueAtMs = Math.min(...waiting.map((recorded) => recorded.firstSeenAtMs + policy.settleLimitMs));
    return { final: false, reason: "processing", askAgainAtMs: overdueAtMs };
  }
  const allReported = ci?.expected === undefined || picture.executions.size >= ci.expected;
  if (ci?.finishedAtMs !== undefined && allReported) {
    const graceMs = ci.expected === undefined ? floorMs * CI_GRACE_SHARE : 0;
    const atMs = Math.max(ci.finishedAtMs, lastMs) + graceMs;
    return nowMs >= atMs
      ? { final: true, reason: "ci-finished" }
      : { final: false, reason: "not-quiet", askAgainAtMs: atMs };
  }
  const stillRunning = ci?.startedAtMs !== undefined && ci.finishedAtMs === undefined;
  const quietMs = stillRunning ? 5 * floorMs : quietNeededMs(picture, floorMs);
  const atMs = lastMs + quietMs;
  return nowMs >= atMs ? { final: true, reason: "quiet" } : { final: false, reason: "not-quiet", askAgainAtMs: atMs };
}
