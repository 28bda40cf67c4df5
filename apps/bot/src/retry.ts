import { retryFailedWork, retryMail } from "@perfecto-bot/pipeline";
import { connectRedis, createSharedClock } from "@perfecto-bot/store";
import type { Environment } from "./config/environment.ts";
import { ConfigError } from "./config/config-problem.ts";
import { readConfig } from "./config/read-config.ts";
import { openStores, vaultKeys } from "./open-stores.ts";

/**
 * `perfecto-bot retry`: all that failed and waits is tried again now; the running service does it within seconds. Exit codes:
 * 0 done, 1 Redis could not be asked, 2 misconfigured.
 */
export async function retry(environment: Environment, print: (line: string) => void): Promise<number> {
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    print(error.message);
    return 2;
  }
  if (config.redisUrl === undefined) {
    print("REDIS_URL is not set: restart the service instead, which tries everything again that failed.");
    return 2;
  }
  const redis = connectRedis({ url: config.redisUrl.reveal(), role: "answer" });
  const clock = createSharedClock({ redis });
  const stores = openStores(redis, await vaultKeys(config.encryptionKey), clock.now);
  try {
    await clock.measure();
    const parts = { ...stores, now: clock.now };
    const work = await retryFailedWork(parts);
    const conversations = await retryMail(parts);
    print(`Tried again: ${work} pieces of work that failed, and what waits in ${conversations} conversations.`);
    return 0;
  } catch (error) {
    print(`Redis could not be asked: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    redis.disconnect();
  }
}
