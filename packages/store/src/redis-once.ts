import { randomUUID } from "node:crypto";
import type { Once } from "@perfecto-bot/pipeline";
import { redisScript } from "./redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "./store-options.ts";

/** KEYS: the mark. ARGV: the caller's token, ttl ms. A repeated command of the first caller is still the first. */
const FIRST = `
local holder = redis.call('GET', KEYS[1])
if holder then return holder == ARGV[1] and 1 or 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/** First times in Redis. Key `once:<scope>/<id>`: the first caller's token, for the time the caller names. */
export function createRedisOnce({ redis, prefix = DEFAULT_PREFIX }: StoreOptions): Once {
  const first = redisScript(redis, "botOnceFirst", FIRST);
  return {
    first: async (scope, id, ttlMs) => {
      const key = `${prefix}:once:${encodeURIComponent(scope)}/${encodeURIComponent(id)}`;
      return (await first([key], [randomUUID(), ttlMs])) === 1;
    },
  };
}
