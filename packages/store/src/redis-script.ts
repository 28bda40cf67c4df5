import type { Redis } from "ioredis";

/** A Lua script, run as one atomic command: `KEYS` and `ARGV` are the two lists. */
export type Script = (keys: readonly string[], args: readonly (string | number | Buffer)[]) => Promise<unknown>;

/**
 * Makes a script callable on a connection. ioredis sends its hash, and its text where the server does not know it yet.
 * A lost reply makes ioredis send a command again, so every script must come to the same when it runs twice.
 * @see https://github.com/redis/ioredis#lua-scripting
 */
export function redisScript(redis: Redis, name: string, lua: string): Script {
  redis.defineCommand(name, { lua });
  const command: unknown = Reflect.get(redis, name);
  if (typeof command !== "function") throw new TypeError(`ioredis did not define ${name}`);
  return (keys, args) => Reflect.apply(command, redis, [keys.length, ...keys, ...args]);
}

/** A reply that is a list of texts; what is missing in it becomes undefined. */
export function replyTexts(reply: unknown): readonly (string | undefined)[] {
  if (!Array.isArray(reply)) throw new TypeError("a script answered with no list");
  return reply.map((item: unknown) => (typeof item === "string" ? item : undefined));
}
