import type { Notebook } from "@perfecto-bot/pipeline";
import { DEFAULT_PREFIX, type StoreOptions } from "./store-options.ts";

/**
 * Small texts in Redis, as they are.
 *
 * Key `notebook`: hash, name → text. No end: where a workspace is reached stays true until it is removed.
 */
export function createRedisNotebook({ redis, prefix = DEFAULT_PREFIX }: StoreOptions): Notebook {
  const notebook = `${prefix}:notebook`;
  return {
    read: async (name) => (await redis.hget(notebook, name)) ?? undefined,
    write: async (name, text) => {
      await redis.hset(notebook, name, text);
    },
    remove: async (name) => {
      await redis.hdel(notebook, name);
    },
    names: async (prefixOfNames) => {
      const names = await redis.hkeys(notebook);
      return names.filter((name) => name.startsWith(prefixOfNames)).toSorted();
    },
  };
}
