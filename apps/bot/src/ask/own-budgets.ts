import type { RateBudgets } from "@perfecto-bot/pipeline";

interface Use {
  /** When calls were granted, epoch ms, the oldest first; at most as many as the budget allows in a period. */
  calls: readonly number[];
  blockedUntilMs: number;
}

/**
 * Rate limits of this process alone, for a single question: no period ever has more calls than the budget allows. They may
 * come at once, as after a rest.
 */
export function createOwnBudgets(): RateBudgets {
  const uses = new Map<string, Use>();

  function useOf(scope: string): Use {
    const use = uses.get(scope) ?? { calls: [], blockedUntilMs: 0 };
    uses.set(scope, use);
    return use;
  }

  return {
    take: async (budgets, nowMs) => {
      const waits = budgets.map(({ scope, max, perMs }) => {
        const { calls, blockedUntilMs } = useOf(scope);
        const oldest = calls.length < max ? undefined : calls.at(-max);
        return { scope, retryAtMs: Math.max(blockedUntilMs, oldest === undefined ? 0 : oldest + perMs) };
      });
      const [longest] = waits.toSorted((a, b) => b.retryAtMs - a.retryAtMs);
      if (longest !== undefined && longest.retryAtMs > nowMs) return { granted: false, ...longest };
      for (const { scope, max } of budgets) {
        const use = useOf(scope);
        use.calls = [...use.calls, nowMs].slice(-max);
      }
      return { granted: true };
    },
    block: async (scope, untilMs) => {
      const use = useOf(scope);
      use.blockedUntilMs = Math.max(use.blockedUntilMs, untilMs);
    },
  };
}
