const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
const SET_ASIDE_PAUSE_MS = 60 * 60_000;

/** Work that failed so often in a row is set aside: a person should look at it. */
export const SET_ASIDE_AFTER = 10;

/** When work that failed is tried again, and why then. */
export interface RetryDecision {
  readonly pauseMs: number;
  readonly reason: "may-pass" | "set-aside";
}

/**
 * Decides how long work waits that failed: twice as long each time, from a second to five minutes; what was set aside is
 * tried once an hour.
 * @param failures - how often it failed in a row, from 1
 */
export function decideRetry(failures: number): RetryDecision {
  if (failures >= SET_ASIDE_AFTER) return { pauseMs: SET_ASIDE_PAUSE_MS, reason: "set-aside" };
  return { pauseMs: Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)), reason: "may-pass" };
}
