import { inflateRawSync } from "node:zlib";
import type { Redis } from "ioredis";

/** Begins a bucket of executions, whose text is deflated. */
const BUCKET = 2;

/** Everything a Redis holds: each key with its whole value as text, whatever its type. */
export async function redisContents(redis: Redis): Promise<string> {
  const keys = await redis.keys("*");
  const values = await Promise.all(keys.map(async (key) => `${key} ${JSON.stringify(await valueOf(redis, key))}`));
  return values.join("\n");
}

/** DUMP would be shorter, but it compresses what it can. */
async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case "string":
      return redis.get(key);
    case "hash":
      return Object.entries(await redis.hgetallBuffer(key)).map(([field, value]) => [field, textOf(value)]);
    case "list":
      return redis.lrange(key, 0, -1);
    case "set":
      return redis.smembers(key);
    case "zset":
      return redis.zrange(key, 0, "-1");
    case "stream":
      return redis.xrange(key, "-", "+");
    default:
      return undefined;
  }
}

function textOf(value: Buffer): string {
  return (value[0] === BUCKET ? inflateRawSync(value.subarray(1)) : value).toString();
}
