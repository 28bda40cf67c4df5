import { rmSync } from "node:fs";
import { join } from "node:path";
import { type PrivateRedis, startPrivateRedis } from "@perfecto-bot/store/private-redis";
import { WorldError } from "./world-error.ts";

/** What the demo's Redis is opened with. */
export interface DemoRedisOptions {
  /** The demo's data directory; Redis lives in `redis` below it. */
  readonly directory: string;
  /** Whether what it holds is thrown away first. */
  readonly fresh: boolean;
  /** Told in whole sentences what takes time, such as an installation. */
  readonly tell: (line: string) => void;
}

/**
 * Starts the demo's private Redis. Its lock also tells whether another demo uses the same data.
 * @throws {WorldError} `already-running`
 * @throws {PrivateRedisError} where no Redis can be had
 */
export async function openDemoRedis({ directory, fresh, tell }: DemoRedisOptions): Promise<PrivateRedis> {
  const place = { directory: join(directory, "redis"), log: tell };
  const redis = await startPrivateRedis(place);
  if (!redis.owned) {
    throw new WorldError(
      "already-running",
      `Another demo is running with the data in ${directory}: end that one, or give --data another directory.`,
    );
  }
  if (!fresh) return redis;
  // Only who holds the lock may throw the data away.
  await redis.stop();
  rmSync(place.directory, { recursive: true, force: true });
  return openDemoRedis({ directory, fresh: false, tell });
}
