import type { LabSimulator } from "@perfecto-bot/simulators/lab";
import type { SlackSimulator } from "@perfecto-bot/simulators/slack";
import type { TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { serviceCadence } from "./service-cadence.ts";

/** What the service is connected to; undefined where the real one is. */
export interface ServiceSurroundings {
  readonly lab: Pick<LabSimulator, "baseUrl" | "token"> | undefined;
  readonly slack: Pick<SlackSimulator, "botToken" | "app" | "apiUrl"> | undefined;
  readonly teams: Pick<TeamsSimulator, "appId" | "appPassword" | "tenantId"> | undefined;
  readonly redisUrl: string;
  readonly port: number;
  readonly speed: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Names that configure a real one of each kind. Those of secrets may end in `_FILE` as well. */
const REAL = {
  lab: /^(?:PERFECTO_(?:CLOUD|URL|SECURITY_TOKEN(?:_FILE)?|LABS_FILE)|DISCOVER_EVERY|TRACK_EVERY|QUIET_PERIOD|SETTLE_LIMIT|RUNNING_LIMIT)$/,
  slack: /^(?:SLACK_\w+|ENCRYPTION_KEY(?:_FILE)?|PUBLIC_URL)$/,
  teams: /^(?:MICROSOFT_APP_(?:ID|PASSWORD(?:_FILE)?|TENANT_ID)|TEAMS_\w+|PUBLIC_URL)$/,
} as const;
/** What reaching anything real may need. */
const OUTWARD = /^(?:https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|NODE_USE_ENV_PROXY|NODE_USE_SYSTEM_CA)$/i;

/**
 * The service's whole configuration. Of the own environment it gets only the names of what is real, so that no real lab
 * or workspace is touched unasked.
 */
export function serviceEnvironment(
  { lab, slack, teams, redisUrl, port, speed }: ServiceSurroundings,
  own: Environment,
): Readonly<Record<string, string>> {
  const isReal = { lab: lab === undefined, slack: slack === undefined, teams: teams === undefined };
  const wanted = (["lab", "slack", "teams"] as const).filter((kind) => isReal[kind]).map((kind) => REAL[kind]);
  if (wanted.length > 0) wanted.push(OUTWARD);
  return {
    ...named(own, wanted),
    ...(lab === undefined
      ? {}
      : { PERFECTO_URL: lab.baseUrl, PERFECTO_SECURITY_TOKEN: lab.token, ...serviceCadence(speed) }),
    ...(slack === undefined
      ? {}
      : { SLACK_BOT_TOKEN: slack.botToken(), SLACK_APP_TOKEN: slack.app.appToken, SLACK_API_URL: slack.apiUrl }),
    ...(teams === undefined
      ? {}
      : {
          MICROSOFT_APP_ID: teams.appId,
          MICROSOFT_APP_PASSWORD: teams.appPassword,
          MICROSOFT_APP_TENANT_ID: teams.tenantId,
          TEAMS_INSECURE_LOCAL: "true",
        }),
    REDIS_URL: redisUrl,
    HOST: "127.0.0.1",
    PORT: String(port),
  };
}

/** Whether the environment says anything about a real one of this kind. */
export function isConfigured(kind: keyof typeof REAL, own: Environment): boolean {
  const telling = { lab: /^PERFECTO_/, slack: /^SLACK_/, teams: /^MICROSOFT_/ }[kind];
  return Object.keys(named(own, [REAL[kind]])).some((name) => telling.test(name));
}

function named(own: Environment, patterns: readonly RegExp[]): Readonly<Record<string, string>> {
  const found = Object.entries(own).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && patterns.some((pattern) => pattern.test(entry[0])),
  );
  return Object.fromEntries(found);
}
