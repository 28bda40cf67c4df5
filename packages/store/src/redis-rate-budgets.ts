import type { RateBudgets } from "@perfecto-bot/pipeline";
import { redisScript } from "./redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "./store-options.ts";

/** Longer than any vendor blocks, and than any budget's period. */
const BUDGET_TTL_MS = 2 * 86_400_000;

/**
 * Two rules for each budget. Calls are spread (GCRA, https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm): `next` is
 * when the next call would be due if all were evenly spaced; a burst may run ahead of it. And because spreading alone lets
 * `max + burst - 1` calls into one period, the last `max` calls are remembered: none is granted while the oldest is younger
 * than a period. A burst of one needs no such memory, and one of more than `max` is meant to exceed a period.
 * KEYS: for each budget: state, calls. ARGV: now ms, spare, ttl ms, then for each budget: max, period ms, burst.
 * Answers the index of the budget that is used up for longest, from 1, and when; 0 where all have granted.
 */
const TAKE = `
local now, spare, ttl = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local worst, retry, due = 0, now, {}
for budget = 1, #KEYS / 2 do
  local max, period, burst = tonumber(ARGV[budget * 3 + 1]), tonumber(ARGV[budget * 3 + 2]), tonumber(ARGV[budget * 3 + 3])
  local state, calls = KEYS[budget * 2 - 1], KEYS[budget * 2]
  local step = period / max
  local nextCall = math.max(tonumber(redis.call('HGET', state, 'next') or '0'), now)
  due[budget] = nextCall + step
  local ahead = math.max(1, burst * (1 - spare)) * step
  local at = math.max(nextCall + (step - ahead), tonumber(redis.call('HGET', state, 'blockedUntil') or '0'))
  local oldest = burst > 1 and burst <= max and redis.call('LINDEX', calls, max - 1)
  if oldest then at = math.max(at, tonumber(oldest) + period) end
  if at > now and at > retry then worst, retry = budget, at end
end
if worst > 0 then return { worst, string.format('%.0f', math.ceil(retry)) } end
for budget = 1, #KEYS / 2 do
  local state, calls = KEYS[budget * 2 - 1], KEYS[budget * 2]
  redis.call('HSET', state, 'next', string.format('%.6f', due[budget]))
  redis.call('PEXPIRE', state, ttl)
  local max, burst = tonumber(ARGV[budget * 3 + 1]), tonumber(ARGV[budget * 3 + 3])
  if burst > 1 and burst <= max then
    redis.call('LPUSH', calls, ARGV[1])
    redis.call('LTRIM', calls, 0, max - 1)
    redis.call('PEXPIRE', calls, ttl)
  end
end
return { 0 }`;

/** KEYS: state. ARGV: until ms, ttl ms. */
const BLOCK = `
local until_ms = math.max(tonumber(ARGV[1]), tonumber(redis.call('HGET', KEYS[1], 'blockedUntil') or '0'))
redis.call('HSET', KEYS[1], 'blockedUntil', string.format('%.0f', until_ms))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;

/**
 * Rate limits in Redis. `spare` never takes the last call of a rested budget, so a burst of one has none to spare. Keys:
 *
 * | key | shape | lives |
 * |---|---|---|
 * | `budget:<scope>` | hash: `next` and `blockedUntil`, epoch ms | 2 days after its last use |
 * | `budget:<scope>:calls` | list of the last `max` calls, epoch ms; only where `burst` is from 2 to `max` | 2 days after its last use |
 */
export function createRedisRateBudgets({ redis, prefix = DEFAULT_PREFIX }: StoreOptions): RateBudgets {
  const take = redisScript(redis, "botBudgetTake", TAKE);
  const block = redisScript(redis, "botBudgetBlock", BLOCK);
  const stateKey = (scope: string): string => `${prefix}:budget:${encodeURIComponent(scope)}`;

  return {
    take: async (budgets, nowMs, spare = 0) => {
      if (budgets.length === 0) return { granted: true };
      const keys = budgets.flatMap(({ scope }) => [stateKey(scope), `${stateKey(scope)}:calls`]);
      const words = budgets.flatMap(({ max, perMs, burst = 1 }) => [max, perMs, burst]);
      const reply = await take(keys, [nowMs, spare, BUDGET_TTL_MS, ...words]);
      const [index, retryAtMs] = Array.isArray(reply) ? reply.map(Number) : [];
      const scope = budgets[(index ?? 0) - 1]?.scope;
      return scope === undefined || retryAtMs === undefined ? { granted: true } : { granted: false, retryAtMs, scope };
    },
    block: async (scope, untilMs) => {
      await block([stateKey(scope)], [untilMs, BUDGET_TTL_MS]);
    },
  };
}
