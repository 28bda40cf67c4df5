import { KEPT_MS, LATE_MS, REMEMBERED_MS, type RateBudgets } from "@perfecto-bot/pipeline";
import { BLOCK, TAKE } from "./rate-budget-scripts.ts";
import { redisScript } from "./redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "./store-options.ts";

/** Longer than any budget's period. A block lives at least as long as it lasts. */
const BUDGET_TTL_MS = 2 * 86_400_000;

/** Rate limits in Redis. */
export interface RedisRateBudgetsOptions extends StoreOptions {
  /** Moves the clock of these budgets, which is that of Redis, by so many ms: tests need not wait. Default: not at all. */
  readonly shiftMs?: () => number;
}

/**
 * Rate limits in Redis, by the clock of Redis. `spare` never takes the last call of a rested budget, so a burst of one has
 * none to spare. A call costs O(log waiters). Keys, each for 2 days after its last use but for the counter:
 *
 * | key | shape |
 * |---|---|
 * | `budget:<scope>` | hash: `next` and `blockedUntil`, epoch ms |
 * | `budget:<scope>:calls` | list of the last `max` calls, epoch ms, newest first; only where `burst` is from 2 to `max` |
 * | `budget:<scope>:line` | sorted set of the waiters that others wait for, by ticket: priority * 1e13 + when it came |
 * | `budget:<scope>:until` | sorted set: waiter → until when it stands in line or, after that, is remembered, epoch ms |
 * | `budget:<scope>:tickets` | hash: waiter → ticket |
 * | `budget-counter` | number that orders waiters; one key, for ever |
 */
export function createRedisRateBudgets(options: RedisRateBudgetsOptions): RateBudgets {
  const { redis, prefix = DEFAULT_PREFIX, shiftMs = () => 0 } = options;
  const take = redisScript(redis, "botBudgetTake", TAKE);
  const block = redisScript(redis, "botBudgetBlock", BLOCK);
  const keyOf = (scope: string): string => `${prefix}:budget:${encodeURIComponent(scope)}`;

  return {
    take: async (budgets, { waiter, priority, spare = 0 }) => {
      if (budgets.length === 0) return { granted: true };
      const keys = budgets.flatMap(({ scope }) =>
        ["", ":calls", ":line", ":until", ":tickets"].map((part) => `${keyOf(scope)}${part}`),
      );
      const limits = budgets.flatMap(({ max, perMs, burst = 1 }) => [max, perMs, burst]);
      const head = [waiter, priority, spare, shiftMs(), BUDGET_TTL_MS, LATE_MS, REMEMBERED_MS, KEPT_MS];
      const reply = await take([`${prefix}:budget-counter`, ...keys], [...head, ...limits]);
      const [index, retryAfterMs] = Array.isArray(reply) ? reply.map(Number) : [];
      const scope = budgets[(index ?? 0) - 1]?.scope;
      return scope === undefined || retryAfterMs === undefined
        ? { granted: true }
        : { granted: false, retryAfterMs, scope };
    },
    block: async (scope, forMs) => {
      await block([keyOf(scope)], [shiftMs(), forMs, BUDGET_TTL_MS]);
    },
  };
}
