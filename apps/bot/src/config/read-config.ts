import { DEFAULT_POLICY, parseDuration, type Secret } from "@perfecto-bot/domain";
import { ConfigError } from "./config-problem.ts";
import { ROLES, type Config, type Role } from "./config.ts";
import type { Environment, EnvironmentName } from "./environment.ts";
import { readLabs } from "./read-labs.ts";
import { readRedisUrl } from "./read-redis-url.ts";
import { readSlack } from "./read-slack.ts";
import { readTeams } from "./read-teams.ts";
import { Settings } from "./settings.ts";

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const DURATION_BOUNDS = { leastMs: 1_000, mostMs: 24 * 60 * 60_000 };
const DEFAULT_PORT = 3978;

/**
 * Reads the whole configuration from an environment.
 * @throws {ConfigError} with every problem at once.
 */
export function readConfig(environment: Environment): Config {
  const settings = new Settings(environment);
  const roles = readRoles(settings);
  const labs = readLabs(settings);
  const teams = readTeams(settings);
  const speaks = roles.has("chat") || roles.has("deliver");
  const slack = readSlack(settings, speaks && teams === undefined && settings.text("MICROSOFT_APP_ID") === undefined);
  const redisUrl = readRedis(settings);
  const publicUrl = settings.url("PUBLIC_URL");
  const ciHookToken = settings.secret("CI_HOOK_TOKEN");
  const encryptionKey = readKey(settings, slack?.workspaces.kind === "oauth");
  const config: Config = {
    labs,
    ...(slack === undefined ? {} : { slack }),
    ...(teams === undefined ? {} : { teams }),
    ...(redisUrl === undefined ? {} : { redisUrl }),
    dataDirectory: ".data",
    port: readPort(settings),
    host:
      settings.text("HOST") ??
      (slack?.transport.kind !== "http" && teams === undefined && ciHookToken === undefined ? "127.0.0.1" : "0.0.0.0"),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    roles,
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    ...(ciHookToken === undefined ? {} : { ciHookToken }),
    logLevel: readLevel(settings),
    discoverEveryMs: readDuration(settings, "DISCOVER_EVERY", 30_000),
    policy: {
      trackEveryMs: readDuration(settings, "TRACK_EVERY", DEFAULT_POLICY.trackEveryMs),
      quietPeriodMs: readDuration(settings, "QUIET_PERIOD", DEFAULT_POLICY.quietPeriodMs),
      settleLimitMs: readDuration(settings, "SETTLE_LIMIT", DEFAULT_POLICY.settleLimitMs),
      runningLimitMs: readDuration(settings, "RUNNING_LIMIT", DEFAULT_POLICY.runningLimitMs),
    },
  };
  if (settings.problems.length > 0) throw new ConfigError(settings.problems);
  return config;
}

function readRoles(settings: Settings): ReadonlySet<Role> {
  const text = settings.text("ROLES");
  if (text === undefined) return new Set(ROLES);
  const words = text.split(",").map((word) => word.trim().toLowerCase());
  const known = words.filter((word): word is Role => ROLES.some((role) => role === word));
  const unknown = words.filter((word) => !ROLES.some((role) => role === word));
  if (unknown.length > 0)
    settings.complain(["ROLES"], `"${unknown.join(", ")}" is no role: use some of ${ROLES.join(", ")}`);
  return new Set(known);
}

function readPort(settings: Settings): number {
  const text = settings.text("PORT");
  const port = text === undefined ? DEFAULT_PORT : Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  settings.complain(["PORT"], "is no port number: use 1 to 65535, or 0 for a free one");
  return DEFAULT_PORT;
}

function readLevel(settings: Settings): Config["logLevel"] {
  const text = settings.text("LOG_LEVEL")?.toLowerCase() ?? "info";
  const level = LEVELS.find((one) => one === text);
  if (level === undefined) settings.complain(["LOG_LEVEL"], `use one of ${LEVELS.join(", ")}`);
  return level ?? "info";
}

function readDuration(settings: Settings, name: EnvironmentName, defaultMs: number): number {
  const text = settings.text(name);
  if (text === undefined) return defaultMs;
  const parsed = parseDuration(text, DURATION_BOUNDS);
  if (parsed.kind === "understood") return parsed.ms;
  settings.complain([name], `${parsed.mistake.message}; write a duration such as 30s or 5m`);
  return defaultMs;
}

function readRedis(settings: Settings): Secret | undefined {
  const secret = settings.secret("REDIS_URL");
  const read = secret === undefined ? undefined : readRedisUrl(secret.reveal());
  if (read?.kind !== "mistaken") return secret;
  settings.complain(["REDIS_URL"], read.problem);
  return undefined;
}

function readKey(settings: Settings, needed: boolean): Secret | undefined {
  const key = settings.secret("ENCRYPTION_KEY");
  if (needed && key === undefined) {
    settings.complain(
      ["ENCRYPTION_KEY"],
      "is needed with SLACK_CLIENT_ID, to encrypt the workspaces' tokens: make one with `openssl rand -base64 32`",
    );
  }
  return key;
}
