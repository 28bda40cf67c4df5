import { join } from "node:path";
import { startPrivateRedis } from "@perfecto-bot/store/private-redis";
import type { Config } from "./config/config.ts";
import type { Log } from "./log.ts";

/** The Redis the service uses, and how to let go of it. */
export interface OpenedRedis {
  readonly url: string;
  /** Whether it is a child of this process. */
  readonly own: boolean;
  readonly stop: () => Promise<void>;
}

/** The configured Redis, or a private one started beside the service. @throws {PrivateRedisError} with what to do. */
export async function openRedis(
  { redisUrl, dataDirectory }: Pick<Config, "redisUrl" | "dataDirectory">,
  log: Log,
): Promise<OpenedRedis> {
  if (redisUrl !== undefined) return { url: redisUrl.reveal(), own: false, stop: async () => undefined };
  const redis = await startPrivateRedis({
    directory: join(dataDirectory, "redis"),
    log: (line) => log.info(line),
    onCrash: () => {
      log.fatal("The private Redis ended by itself; the service ends too, so that it can be started anew.");
      process.exit(1);
    },
  });
  log.info({ port: redis.port }, "REDIS_URL is not set: using a private Redis that keeps its data under .data/redis");
  return { url: redis.url, own: true, stop: redis.stop };
}
