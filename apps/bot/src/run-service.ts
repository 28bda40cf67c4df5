import { setTimeout as wait } from "node:timers/promises";
import { StoreError, storeErrorIn } from "@perfecto-bot/pipeline";
import { checkRedis, connectRedis, VaultError, type RedisFinding } from "@perfecto-bot/store";
import type { Redis } from "ioredis";
import { ConfigError } from "./config/config-problem.ts";
import type { Config } from "./config/config.ts";
import type { Environment } from "./config/environment.ts";
import { readConfig } from "./config/read-config.ts";
import { createLog, type Log } from "./log.ts";
import { openRedis } from "./open-redis.ts";
import { startService } from "./service.ts";

const MISCONFIGURED = 2;
const FAILED = 1;
const CHECK_AGAIN_AFTER_MS = 1_000;

/** Runs the service until a signal ends it. Exit codes: 0 stopped, 1 failed, 2 misconfigured. */
export async function runService(environment: Environment): Promise<void> {
  const config = configOrExit(environment);
  const log = createLog(config.logLevel);
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      log.fatal(
        { error: error instanceof Error ? error.stack : String(error) },
        "unexpected error; the service ends so that it can be started anew",
      );
      process.exit(FAILED);
    });
  }
  const running: { stop?: () => Promise<void> } = {};
  const stop = async (): Promise<void> => {
    log.info("stopping");
    await running.stop?.();
    process.exit(0);
  };
  // Before the start, which may wait for Redis: a process with id 1 has no other way to be ended in order.
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
  try {
    const redis = await openRedis(config, log);
    running.stop = redis.stop;
    await tellRedisFindings(redis.url, log);
    const service = await startService({ config, redisUrl: redis.url, log, onWedged: () => process.exit(FAILED) });
    running.stop = async () => {
      await service.stop();
      await redis.stop();
    };
  } catch (error) {
    log.fatal(explain(error));
    process.exit(isMisconfiguration(error) ? MISCONFIGURED : FAILED);
  }
}

function configOrExit(environment: Environment): Config {
  try {
    return readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(
      `${error.message}\nThe README's configuration table explains every name; \`pnpm perfecto-bot doctor\` checks them.`,
    );
    process.exit(MISCONFIGURED);
  }
}

/** Waits for Redis, however long, and says when the given one can lose data. @throws {StoreError} where it does not let us in. */
async function tellRedisFindings(url: string, log: Log): Promise<void> {
  const redis = connectRedis({ url, role: "answer" });
  try {
    for (const finding of await untilChecked(redis, log)) {
      log.warn({ kind: finding.kind }, `${finding.message} ${finding.todo}`);
    }
  } finally {
    redis.disconnect();
  }
}

async function untilChecked(redis: Redis, log: Log): Promise<readonly RedisFinding[]> {
  for (let isNews = true; ; isNews = false) {
    try {
      return await checkRedis(redis);
    } catch (error) {
      const kind = storeErrorIn(error)?.kind;
      if (kind === undefined || kind === "access-denied") throw error;
      if (isNews) log.warn({ because: kind }, `${explain(error)} The start waits for it.`);
      await wait(CHECK_AGAIN_AFTER_MS);
    }
  }
}

/** Whether a person must change the configuration before another start can do better. */
function isMisconfiguration(error: unknown): boolean {
  return (
    error instanceof VaultError ||
    (error instanceof StoreError && error.kind === "access-denied") ||
    (error instanceof Error && (error.name === "SlackStartError" || error.name === "TeamsStartError"))
  );
}

function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
