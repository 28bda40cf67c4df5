import type { LabFailure } from "./lab-failure.ts";

const maxRetries = 2;
const longestWaitMs = 5_000;
const firstBackoffMs = 200;

/** Whether to ask again at once, and why not. */
export type RetryDecision =
  | { readonly again: true; readonly waitMs: number }
  | { readonly again: false; readonly reason: "would-not-help" | "tried-enough" | "wait-too-long" };

/**
 * Whether a failed GET is sent again here, or handed to the caller, who can give its place to somebody else meanwhile.
 * @param retries how often this request was sent again already
 * @param random from 0 to 1: spreads the waits, so that replicas do not come back together
 */
export function decideRetry(failure: LabFailure, retries: number, random: number): RetryDecision {
  if (!failure.passing) return { again: false, reason: "would-not-help" };
  if (retries >= maxRetries) return { again: false, reason: "tried-enough" };
  const { retryAfterMs } = failure;
  if (retryAfterMs !== undefined && retryAfterMs > longestWaitMs) return { again: false, reason: "wait-too-long" };
  return { again: true, waitMs: retryAfterMs ?? Math.round(firstBackoffMs * 2 ** retries * (0.5 + random)) };
}
