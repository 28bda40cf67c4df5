import type { Budget, RateBudgets } from "../ports/rate-budget.ts";

interface Use {
  /** When the next call would be due if all were evenly spaced. */
  next: number;
  blockedUntil: number;
  /** The last `max` calls, oldest first. */
  calls: readonly number[];
}

/** Rate limits of this process alone. Calls are spread as the port says. */
export function createMemoryRateBudgets(): RateBudgets {
  const uses = new Map<string, Use>();
  const useOf = (scope: string): Use => {
    const use = uses.get(scope) ?? { next: 0, blockedUntil: 0, calls: [] };
    uses.set(scope, use);
    return use;
  };

  return {
    take: async (budgets, nowMs, spare = 0) => {
      const waits = budgets.map((budget) => ({
        scope: budget.scope,
        atMs: freeAt(budget, useOf(budget.scope), nowMs, spare),
      }));
      const longest = waits.reduce((worst, wait) => (wait.atMs > worst.atMs ? wait : worst), {
        scope: "",
        atMs: nowMs,
      });
      if (longest.atMs > nowMs) return { granted: false, retryAtMs: Math.ceil(longest.atMs), scope: longest.scope };
      for (const { scope, max, perMs } of budgets) {
        const use = useOf(scope);
        use.next = Math.max(use.next, nowMs) + perMs / max;
        use.calls = [...use.calls, nowMs].slice(-max);
      }
      return { granted: true };
    },
    block: async (scope, untilMs) => {
      const use = useOf(scope);
      use.blockedUntil = Math.max(use.blockedUntil, untilMs);
    },
  };
}

function freeAt({ max, perMs, burst = 1 }: Budget, use: Use, nowMs: number, spare: number): number {
  const step = perMs / max;
  const ahead = Math.max(1, burst * (1 - spare)) * step;
  const oldest = use.calls.length === max ? use.calls[0] : undefined;
  // A burst of one is spread so evenly that the spacing alone keeps the limit; one beyond it is meant to exceed it.
  const free = burst > 1 && burst <= max && oldest !== undefined ? oldest + perMs : 0;
  return Math.max(Math.max(use.next, nowMs) + (step - ahead), use.blockedUntil, free);
}
