/**
 * A rate limit shared by all replicas: `max` calls per `perMs`, spread evenly after a burst. No period has more than `max`,
 * but where `burst` is more than that: then a rest is saved up, and only the average is kept.
 */
export interface Budget {
  /** What the limit counts, such as `slack:T1:chat.update`. The same scope is the same budget everywhere. */
  readonly scope: string;
  readonly max: number;
  readonly perMs: number;
  /** How many calls may come at once after a rest. Default: 1. */
  readonly burst?: number;
}

/** Who asks for a call, and how urgently. */
export interface Claim {
  /** Names the caller while it waits: who comes back under this name has its place in line. One name has one place. */
  readonly waiter: string;
  /** Whole, from 0 to 9: 0 goes first. Of one priority, who came first goes first. */
  readonly priority: number;
  /** The share of each burst, 0 to 1, that must stay free: progress edits leave room for what matters. Default: 0. */
  readonly spare?: number;
}

/**
 * Whether a call may be made now. If not, `retryAfterMs` is how long it is until the caller's own turn, and `scope` the budget
 * that it waits for longest.
 */
export type BudgetAnswer =
  | { readonly granted: true }
  | { readonly granted: false; readonly retryAfterMs: number; readonly scope: string };

/**
 * Rate limits shared by all replicas. They have one clock, their own: callers name and are told durations.
 *
 * Who is refused stands in line, and what it is told allows for everybody before it, so that no two are told the same turn.
 * A turn is kept for its waiter, but for somebody of higher priority, and for {@link LATE_MS} after it: then others no longer
 * wait for it. Within {@link REMEMBERED_MS} it comes back to where it stood.
 */
export interface RateBudgets {
  /**
   * Takes one call from every budget, or from none. Rejects where the budgets cannot be asked. Repeating it is harmless: at
   * most a granted call stays unused.
   */
  readonly take: (budgets: readonly Budget[], claim: Claim) => Promise<BudgetAnswer>;
  /** Nobody takes from a scope for so long: the vendor said so. A shorter block never ends a longer one. */
  readonly block: (scope: string, forMs: number) => Promise<void>;
}

/** A waiter may be so much later than its turn before others stop waiting for it: alarms are late on a busy machine. */
export const LATE_MS = 5_000;
/** A waiter that is later than that is remembered for so long, so that a restart of the service costs nobody its place. */
export const REMEMBERED_MS = 10 * 60_000;
/** Who waits for several budgets keeps its turn in each until the last of them, where that is no further away than this. */
export const KEPT_MS = 60_000;
