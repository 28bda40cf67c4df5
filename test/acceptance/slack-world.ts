import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog, readConfig, startService, type Config, type Service } from "@perfecto-bot/bot";
import { startLabSimulator, type LabSimulator, type LabSimulatorOptions } from "@perfecto-bot/simulators/lab";
import { startSlackSimulator, type SlackSimulator, type SlackSimulatorOptions } from "@perfecto-bot/simulators/slack";
import { startPrivateRedis, type PrivateRedis } from "@perfecto-bot/store/private-redis";
import { freePort } from "./free-port.ts";

/** How Slack reaches the service. */
export type Transport = "socket" | "http";

/** A lab, a Slack workspace and the real service between them, in this process. */
export interface SlackWorld {
  readonly lab: LabSimulator;
  readonly slack: SlackSimulator;
  readonly redis: PrivateRedis;
  readonly service: Service;
  /** Every line the service logged. */
  readonly logged: string[];
  /** The environment the service was started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Types a command and resolves when Slack saw it acknowledged. */
  readonly say: (channel: string, words: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** How fast the world goes; builds in tests take seconds where real ones take minutes. */
export const HASTE = { discoverEveryMs: 500, trackEveryMs: 300, quietPeriodMs: 2_500, settleLimitMs: 60_000 } as const;

/** Channels of the simulated workspace in which the bot is a member. */
const CHANNELS = ["mobile-qa", "second", "third"] as const;

/** What a test wants otherwise than other worlds have it. */
export interface WorldWishes {
  readonly slack?: SlackSimulatorOptions;
  readonly lab?: LabSimulatorOptions;
  /** Environment names that come on top; undefined takes one away. */
  readonly environment?: (slack: SlackSimulator) => Readonly<Record<string, string | undefined>>;
}

/** Simulators and Redis, without the service: for tests that run it as a process of its own. */
export async function startSurroundings(
  transport: Transport,
  wishes: WorldWishes = {},
): Promise<Omit<SlackWorld, "service" | "say" | "end" | "logged"> & { readonly stop: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-world-"));
  const redis = await startPrivateRedis({ directory });
  const lab = await startLabSimulator(wishes.lab);
  const port = await freePort();
  const events = `http://127.0.0.1:${port}/slack/events`;
  const slack = await startSlackSimulator({
    rateLimits: { scale: 10 },
    ...(transport === "http" ? { http: { url: events, optionsUrl: events } } : {}),
    ...wishes.slack,
  });
  for (const name of CHANNELS.slice(1)) slack.addChannel({ name });
  const environment: Record<string, string | undefined> = {
    PERFECTO_URL: lab.baseUrl,
    PERFECTO_SECURITY_TOKEN: lab.token,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ...(slack.workspace().tokens.length > 0 ? { SLACK_BOT_TOKEN: slack.botToken() } : {}),
    SLACK_API_URL: slack.apiUrl,
    ...(transport === "socket"
      ? { SLACK_APP_TOKEN: slack.app.appToken }
      : { SLACK_SIGNING_SECRET: slack.app.signingSecret }),
    REDIS_URL: redis.url,
    PORT: String(port),
    HOST: "127.0.0.1",
    CI_HOOK_TOKEN: `ci-${randomBytes(12).toString("hex")}`,
    DISCOVER_EVERY: "1s",
    TRACK_EVERY: "1s",
    QUIET_PERIOD: "3s",
    LOG_LEVEL: "debug",
    ...wishes.environment?.(slack),
  };
  return {
    lab,
    slack,
    redis,
    environment: Object.fromEntries(
      Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    stop: async () => {
      await slack.stop();
      await lab.stop();
      await redis.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Starts a whole world with the service in this process. */
export async function startSlackWorld(
  transport: Transport = "socket",
  change: (config: Config) => Config = (config) => config,
  wishes: WorldWishes = {},
): Promise<SlackWorld> {
  const { stop, ...surroundings } = await startSurroundings(transport, wishes);
  const { slack, environment, redis } = surroundings;
  const logged: string[] = [];
  const config = change({ ...readConfig(environment), discoverEveryMs: HASTE.discoverEveryMs, policy: HASTE });
  const log = createLog("debug", { write: (line) => void logged.push(line) });
  const service = await startService({ config, redisUrl: redis.url, log });
  return {
    ...surroundings,
    logged,
    service,
    say: async (channel, text) => {
      const receipt = await slack.command({ user: "quinn", channel, command: "/perfecto", text });
      if (!receipt.acknowledged)
        throw new Error(`Slack saw no acknowledgement of "${text}": ${JSON.stringify(receipt)}`);
    },
    end: async () => {
      await service.stop();
      await stop();
    },
  };
}
