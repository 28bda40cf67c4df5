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

/** Whether a call may be made now, and if not, when. */
export type BudgetAnswer =
  | { readonly granted: true }
  | { readonly granted: false; readonly retryAtMs: number; readonly scope: string };

/** Rate limits shared by all replicas. */
export interface RateBudgets {
  /**
   * Takes one call from every budget, or from none.
   * `spare` (0 to 1) is the share of each burst that must stay free: progress edits leave room for what matters.
   */
  readonly take: (budgets: readonly Budget[], nowMs: number, spare?: number) => Promise<BudgetAnswer>;
  /** Nobody takes from a scope before `untilMs`: the vendor said so. */
  readonly block: (scope: string, untilMs: number) => Promise<void>;
}
