import type { Clock, RateBudgets } from "@perfecto-bot/pipeline";

interface Use {
  /** When calls were granted, the oldest first; at most as many as the budget allows in a period. */
  calls: readonly number[];
  blockedUntilMs: number;
}

/**
 * Rate limits of this process alone, for a single question: no period ever has more calls than the budget allows. They may
 * come at once, as after a rest, and all are as urgent. `clock` counts ms from anywhere.
 */
export function createOwnBudgets(clock: Clock = () => performance.now()): RateBudgets {
  const uses = new Map<string, Use>();

  function useOf(scope: string): Use {
    const use = uses.get(scope) ?? { calls: [], blockedUntilMs: 0 };
    uses.set(scope, use);
    return use;
  }

  return {
    take: async (budgets) => {
      const nowMs = clock();
      const waits = budgets.map(({ scope, max, perMs }) => {
        const { calls, blockedUntilMs } = useOf(scope);
        const oldest = calls.length < max ? undefined : calls.at(-max);
        const freeMs = Math.max(blockedUntilMs, oldest === undefined ? 0 : oldest + perMs);
        return { scope, retryAfterMs: Math.ceil(freeMs - nowMs) };
      });
      const [longest] = waits.toSorted((a, b) => b.retryAfterMs - a.retryAfterMs);
      if (longest !== undefined && longest.retryAfterMs > 0) return { granted: false, ...longest };
      for (const { scope, max } of budgets) {
        const use = useOf(scope);
        use.calls = [...use.calls, nowMs].slice(-max);
      }
      return { granted: true };
    },
    block: async (scope, forMs) => {
      const use = useOf(scope);
      use.blockedUntilMs = Math.max(use.blockedUntilMs, clock() + forMs);
    },
  };
}
