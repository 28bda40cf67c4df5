import type { Clock } from "../ports/clock.ts";
import type { Once } from "../ports/once.ts";

/** First times in this process. */
export function createMemoryOnce(clock: Clock = Date.now): Once {
  const until = new Map<string, number>();
  return {
    first: async (scope, id, ttlMs) => {
      const key = JSON.stringify([scope, id]);
      if ((until.get(key) ?? Number.NEGATIVE_INFINITY) > clock()) return false;
      until.set(key, clock() + ttlMs);
      return true;
    },
  };
}
