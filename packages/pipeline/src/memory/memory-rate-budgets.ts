import type { Clock } from "../ports/clock.ts";
import { KEPT_MS, LATE_MS, REMEMBERED_MS, type Budget, type RateBudgets } from "../ports/rate-budget.ts";
import { clampNext, slotOfRank, type BudgetUse } from "./slot-of-rank.ts";

/** Apart the places of one priority and the next: more than there will ever be waiters. */
const SPAN = 1e13;

interface Place {
  /** Orders the waiters: priority * SPAN + when it came. */
  readonly ticket: number;
  /** Others wait for it. If not, only its ticket is remembered. */
  readonly stands: boolean;
  readonly untilMs: number;
}

interface Line {
  use: BudgetUse;
  readonly places: Map<string, Place>;
}

/** Rate limits of this process alone. `clock` counts ms from anywhere. */
export function createMemoryRateBudgets(clock: Clock = () => performance.now()): RateBudgets {
  const lines = new Map<string, Line>();
  let waitersSoFar = 0;

  const lineOf = (scope: string): Line => {
    const line = lines.get(scope) ?? { use: { nextMs: 0, blockedUntilMs: 0, callsMs: [] }, places: new Map() };
    lines.set(scope, line);
    return line;
  };

  /** Takes the places that were waited for in vain out of the line, and forgets them in the end. */
  const tidy = ({ places }: Line, nowMs: number): void => {
    for (const [waiter, place] of places) {
      if (place.untilMs > nowMs) continue;
      if (place.stands) places.set(waiter, { ...place, stands: false, untilMs: nowMs + REMEMBERED_MS });
      else places.delete(waiter);
    }
  };

  const standInLine = (waits: readonly Wait[], waiter: string, ticket: number, turnMs: number, nowMs: number) => {
    for (const { line, atMs } of waits.filter((wait) => wait.atMs > nowMs)) {
      const keptMs = turnMs - nowMs <= KEPT_MS ? turnMs : atMs;
      line.places.set(waiter, { ticket, stands: true, untilMs: keptMs + LATE_MS });
    }
  };

  return {
    take: async (budgets, claim) => {
      const { waiter, priority, spare = 0 } = claim;
      const nowMs = clock();
      const used = budgets.map((budget) => ({ budget, line: lineOf(budget.scope) }));
      for (const { line } of used) tidy(line, nowMs);
      const held = used.flatMap(({ line }) => line.places.get(waiter)?.ticket ?? []);
      const known = [Math.min(...held)].find((ticket) => ticket < (priority + 1) * SPAN);
      const before = known ?? (priority + 1) * SPAN;
      const waits = used.map(({ budget, line }): Wait => {
        const rank = [...line.places.values()].filter(({ ticket, stands }) => stands && ticket < before).length;
        return { budget, line, atMs: slotOfRank(budget, line.use, rank, spare, nowMs) };
      });
      const [longest] = waits.toSorted((one, other) => other.atMs - one.atMs);
      if (longest !== undefined && longest.atMs > nowMs) {
        standInLine(waits, waiter, known ?? priority * SPAN + (waitersSoFar += 1), longest.atMs, nowMs);
        return { granted: false, retryAfterMs: Math.ceil(longest.atMs - nowMs), scope: longest.budget.scope };
      }
      for (const { budget, line } of used) {
        const { use, places } = line;
        const nextMs = clampNext(budget, use.nextMs, nowMs) + budget.perMs / budget.max;
        line.use = { ...use, nextMs, callsMs: [nowMs, ...use.callsMs].slice(0, budget.max) };
        places.delete(waiter);
      }
      return { granted: true };
    },
    block: async (scope, forMs) => {
      const line = lineOf(scope);
      line.use = { ...line.use, blockedUntilMs: Math.max(line.use.blockedUntilMs, clock() + forMs) };
    },
  };
}

interface Wait {
  readonly budget: Budget;
  readonly line: Line;
  /** When this budget alone would let the caller pass. */
  readonly atMs: number;
}
