import type { Budget, BudgetAnswer, Claim, RateBudgets } from "../ports/rate-budget.ts";

/** Budgets whose clock a test moves. It also goes on by itself where it is a real one. */
export interface BudgetsOnTrial {
  readonly budgets: RateBudgets;
  /** What the clock shows, ms from anywhere. */
  readonly nowMs: () => number;
  /** Moves the clock forward. */
  readonly pass: (ms: number) => void;
}

/** A waiter, the budgets it takes from, and what it is worth. */
export interface Caller {
  readonly claim: Claim;
  readonly budgets: readonly Budget[];
  /** When it comes for the first time, ms after the start. */
  readonly fromMs?: number;
}

/** What became of a caller. */
export interface Served {
  readonly caller: Caller;
  /** How often it asked. */
  readonly runs: number;
  /** Just before and just after it was granted, by the clock. */
  readonly beforeMs: number;
  readonly afterMs: number;
}

/** Lets callers come, and come back when they were told to, until all are served, in the order in which they were. */
export async function serveAll(trial: BudgetsOnTrial, callers: readonly Caller[]): Promise<readonly Served[]> {
  const startMs = trial.nowMs();
  const waiting = callers.map((caller) => ({ caller, runs: 0, atMs: startMs + (caller.fromMs ?? 0) }));
  const served: Served[] = [];
  const mostRuns = 100 * callers.length;
  for (let runs = 0; waiting.length > 0; runs += 1) {
    if (runs > mostRuns) throw new Error(`${waiting.length} of ${callers.length} callers were never served`);
    const next = waiting.reduce((soonest, one) => (one.atMs < soonest.atMs ? one : soonest));
    trial.pass(Math.max(0, next.atMs - trial.nowMs()));
    const beforeMs = trial.nowMs();
    const answer: BudgetAnswer = await trial.budgets.take(next.caller.budgets, next.caller.claim);
    const afterMs = trial.nowMs();
    next.runs += 1;
    if (answer.granted) {
      waiting.splice(waiting.indexOf(next), 1);
      served.push({ caller: next.caller, runs: next.runs, beforeMs, afterMs });
    } else next.atMs = afterMs + answer.retryAfterMs;
  }
  return served;
}
