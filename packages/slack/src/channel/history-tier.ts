import type { Budget } from "@perfecto-bot/pipeline";

/**
 * How often messages may be read. `low`: once a minute, 15 at a time, as apps have it that are sold outside Slack's
 * Marketplace and were made after May 2025; all others may 50 times.
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export type HistoryTier = "usual" | "low";

/** What one call to read messages showed. */
export type HistoryCall =
  /** Slack asked to wait. */
  | { readonly kind: "limited"; readonly retryAfterMs: number }
  /** Slack gave so many messages of those that were asked for. */
  | { readonly kind: "page"; readonly asked: number; readonly got: number; readonly hasMore: boolean };

/** The most messages that the low tier gives at a time, and how seldom. */
export const LOW_PAGE = 15;
const MINUTE_MS = 60_000;
/** The usual tier is not used up by so few calls, even of several processes. */
const FEW_CALLS = 5;
/** The usual tier does not make anybody wait so long for so few calls. */
const LONG_WAIT_MS = 10_000;

/**
 * What the tier is taken for after a call: Slack does not tell it. `callsMs`: when this process made calls before, epoch ms.
 * Pure.
 */
export function learnTier(
  known: HistoryTier,
  call: HistoryCall,
  callsMs: readonly number[],
  nowMs: number,
): HistoryTier {
  const callsBefore = callsMs.filter((atMs) => atMs > nowMs - MINUTE_MS).length;
  if (call.kind === "limited") return callsBefore <= FEW_CALLS && call.retryAfterMs >= LONG_WAIT_MS ? "low" : known;
  if (call.hasMore && call.asked > LOW_PAGE && call.got === LOW_PAGE) return "low";
  return callsBefore > 1 || call.got > LOW_PAGE ? "usual" : known;
}

/** What one call to read messages uses up. */
export function historyBudget(scope: string, tier: HistoryTier): Budget {
  return tier === "low" ? { scope, max: 1, perMs: MINUTE_MS } : { scope, max: 50, perMs: MINUTE_MS, burst: 10 };
}
