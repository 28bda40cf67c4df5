/** Pauses before the first, second and third time that a question's request is sent again, ms. */
const PAUSES_MS = [500, 2_000, 6_000] as const;
/** Nobody is kept waiting for longer by one request. */
const LONGEST_MS = 60_000;

/** Whether a request of a question is sent again, and why not. */
export type RetryDecision =
  | { readonly again: true; readonly waitMs: number }
  | { readonly again: false; readonly reason: "tried-enough" | "no-time" };

/**
 * Whether a request that failed in a passing way is sent again: up to three times within a minute, after growing pauses.
 * @param retries how often it was sent again already
 * @param spentMs the time since it was first sent
 * @param retryAfterMs the wait that the lab named, if it did
 */
export function decideRetry(retries: number, spentMs: number, retryAfterMs = 0): RetryDecision {
  const pauseMs = PAUSES_MS[retries];
  if (pauseMs === undefined) return { again: false, reason: "tried-enough" };
  const waitMs = Math.max(pauseMs, retryAfterMs);
  return spentMs + waitMs < LONGEST_MS ? { again: true, waitMs } : { again: false, reason: "no-time" };
}
