import type { StoreOptions } from "../store-options.ts";

/** Whether a key ends by itself. */
export type KeyLife = "ends" | "stays";

/** The keys under a prefix, each without it. */
export async function keysOf({ redis, prefix = "" }: StoreOptions): Promise<Readonly<Record<string, KeyLife>>> {
  const keys = (await redis.keys(`${prefix}:*`)).toSorted();
  const lives = keys.map(async (key): Promise<[string, KeyLife]> => {
    const name = key.slice(prefix.length + 1);
    return [name, (await redis.pttl(key)) > 0 ? "ends" : "stays"];
  });
  return Object.fromEntries(await Promise.all(lives));
}
