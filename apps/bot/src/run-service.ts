import { checkRedis, connectRedis, VaultError } from "@perfecto-bot/store";
import { ConfigError } from "./config/config-problem.ts";
import type { Config } from "./config/config.ts";
import type { Environment } from "./config/environment.ts";
import { readConfig } from "./config/read-config.ts";
import { createLog, type Log } from "./log.ts";
import { openRedis } from "./open-redis.ts";
import { startService } from "./service.ts";

const MISCONFIGURED = 2;
const FAILED = 1;

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
  try {
    const redis = await openRedis(config, log);
    await tellRedisFindings(redis.url, log);
    const service = await startService({ config, redisUrl: redis.url, log, onWedged: () => process.exit(FAILED) });
    const stop = async (): Promise<void> => {
      log.info("stopping");
      await service.stop();
      await redis.stop();
      process.exit(0);
    };
    process.once("SIGTERM", () => void stop());
    process.once("SIGINT", () => void stop());
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

/** Says at start when the given Redis can lose data. */
async function tellRedisFindings(url: string, log: Log): Promise<void> {
  const redis = connectRedis({
    url,
    role: "worker",
    onTrouble: (error) => log.warn({ error: error.message }, "Redis does not answer yet; waiting for it"),
  });
  try {
    for (const finding of await checkRedis(redis)) {
      log.warn({ kind: finding.kind }, `${finding.message} ${finding.todo}`);
    }
  } finally {
    redis.disconnect();
  }
}

/** Whether a person must change the configuration before another start can do better. */
function isMisconfiguration(error: unknown): boolean {
  return (
    error instanceof VaultError ||
    (error instanceof Error && (error.name === "SlackStartError" || error.name === "TeamsStartError"))
  );
}

function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
