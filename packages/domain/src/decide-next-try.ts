const MINUTE_MS = 60_000;
/** Tries at each look before something is set aside: a lab that stumbles once is no reason. */
export const TRIES_BEFORE_SET_ASIDE = 3;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;

/** Tries of something that does not work. */
export interface FailedTries {
  /** How often it was tried, from 1. */
  readonly attempts: number;
  /** When it was tried last, epoch ms. */
  readonly triedAtMs: number;
}

/** Whether to try again now, and why. */
export type NextTry =
  | { readonly due: true; readonly reason: "counted" | "pause-over" | "restarted" }
  | { readonly due: false; readonly reason: "set-aside"; readonly atMs: number };

/**
 * Whether something that failed is tried again: at each look until it is set aside, then after pauses that double from a
 * minute to an hour, and once after a restart, which may have brought what it lacked.
 * @param startedAtMs when this process started, epoch ms
 */
export function decideNextTry(tries: FailedTries, nowMs: number, startedAtMs?: number): NextTry {
  if (tries.attempts < TRIES_BEFORE_SET_ASIDE) return { due: true, reason: "counted" };
  const atMs = nextTryMs(tries);
  if (nowMs >= atMs) return { due: true, reason: "pause-over" };
  if (startedAtMs !== undefined && tries.triedAtMs < startedAtMs) return { due: true, reason: "restarted" };
  return { due: false, reason: "set-aside", atMs };
}

/** When something that is set aside is tried again without a restart, epoch ms. */
export function nextTryMs({ attempts, triedAtMs }: FailedTries): number {
  return triedAtMs + Math.min(LONGEST_PAUSE_MS, MINUTE_MS * 2 ** (attempts - TRIES_BEFORE_SET_ASIDE));
}
