import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog, readConfig, startService, type Service } from "@perfecto-bot/bot";
import { startLabSimulator, type LabSimulator } from "@perfecto-bot/simulators/lab";
import { startSlackSimulator, type SlackSimulator } from "@perfecto-bot/simulators/slack";
import { startTeamsSimulator, type TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { startPrivateRedis, type PrivateRedis } from "@perfecto-bot/store/private-redis";
import { freePort } from "./free-port.ts";
import { HASTE } from "./slack-world.ts";
import { teamsEndpoints } from "./teams-endpoints.ts";

/** A lab, a Teams tenant and a Slack workspace around the service. */
export interface TeamsSurroundings {
  readonly lab: LabSimulator;
  readonly teams: TeamsSimulator;
  readonly slack: SlackSimulator;
  readonly redis: PrivateRedis;
  /** Configures the service for all of them, Teams with its JWT checks. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** The surroundings with the service in this process. */
export interface TeamsWorld extends TeamsSurroundings {
  readonly service: Service;
  readonly logged: string[];
  /** Mentions the bot in a channel and resolves when Teams saw it acknowledged. */
  readonly say: (channel: string, words: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Channels of the team in which the bot is installed. */
const CHANNELS = ["mobile-qa", "second", "third"] as const;

/** Simulators and Redis, without the service: for tests that run it as a process of its own. */
export async function startTeamsSurroundings(): Promise<TeamsSurroundings> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-teams-"));
  const redis = await startPrivateRedis({ directory });
  const lab = await startLabSimulator();
  const slack = await startSlackSimulator({ rateLimits: { scale: 10 } });
  const port = await freePort();
  const teams = await startTeamsSimulator({
    botEndpoint: `http://127.0.0.1:${port}/api/messages`,
    rateLimits: { scale: 10 },
    world: {
      users: [{ name: "quinn" }, { name: "dana" }],
      teams: [{ name: "QA", channels: CHANNELS.map((name) => ({ name })) }],
    },
  });
  return {
    lab,
    teams,
    slack,
    redis,
    environment: {
      PERFECTO_URL: lab.baseUrl,
      PERFECTO_SECURITY_TOKEN: lab.token,
      MICROSOFT_APP_ID: teams.appId,
      MICROSOFT_APP_PASSWORD: teams.appPassword,
      MICROSOFT_APP_TENANT_ID: teams.tenantId,
      SLACK_BOT_TOKEN: slack.botToken(),
      SLACK_APP_TOKEN: slack.app.appToken,
      SLACK_API_URL: slack.apiUrl,
      REDIS_URL: redis.url,
      PORT: String(port),
      HOST: "127.0.0.1",
      CI_HOOK_TOKEN: `ci-${randomBytes(12).toString("hex")}`,
      DISCOVER_EVERY: "1s",
      TRACK_EVERY: "1s",
      QUIET_PERIOD: "3s",
      LOG_LEVEL: "debug",
    },
    stop: async () => {
      await teams.stop();
      await slack.stop();
      await lab.stop();
      await redis.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Starts a whole world with the service in this process, installed in the team. */
export async function startTeamsWorld(): Promise<TeamsWorld> {
  const surroundings = await startTeamsSurroundings();
  const { teams, environment, redis, stop } = surroundings;
  const logged: string[] = [];
  const service = await startService({
    config: { ...readConfig(environment), discoverEveryMs: HASTE.discoverEveryMs, policy: HASTE },
    redisUrl: redis.url,
    log: createLog("debug", { write: (line) => void logged.push(line) }),
    teamsEndpoints: teamsEndpoints(teams),
  });
  await teams.install({ team: "QA" });
  return {
    ...surroundings,
    service,
    logged,
    say: (channel, words) => sayInTeams(teams, channel, words),
    end: async () => {
      await service.stop();
      await stop();
    },
  };
}

/** Mentions the bot in a channel, as Quinn. */
export async function sayInTeams(teams: TeamsSimulator, channel: string, text: string): Promise<void> {
  const receipt = await teams.say({ user: "quinn", channel, mention: true, text });
  if (!receipt.acknowledged) throw new Error(`Teams saw no acknowledgement of "${text}": ${JSON.stringify(receipt)}`);
}
