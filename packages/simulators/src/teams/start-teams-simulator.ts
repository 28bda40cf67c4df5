import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { sendText } from "../slack/http-exchange.ts";
import type { ConnectorContext, ConnectorSettings } from "./connector/connector-context.ts";
import { handleConnectorRequest } from "./connector/handle-connector-request.ts";
import { RateLimits } from "./connector/rate-limits.ts";
import type { LoggedRequest } from "./connector/request-log.ts";
import { Faults } from "./faults.ts";
import { LIMITS } from "./limits.ts";
import { AccessTokens } from "./login/access-tokens.ts";
import { handleLoginRequest } from "./login/handle-login-request.ts";
import { SigningKeys } from "./login/signing-keys.ts";
import { restoreTeamsWorld } from "./snapshot/restore-teams-world.ts";
import { takeTeamsSnapshot } from "./snapshot/take-teams-snapshot.ts";
import type { TeamsSnapshotBounds } from "./snapshot/take-teams-snapshot.ts";
import type { TeamsSnapshot } from "./snapshot/teams-snapshot.ts";
import { createTestApi } from "./test-api.ts";
import { BotTraffic } from "./traffic/delivery.ts";
import { TeamsWorld } from "./world/teams-world.ts";
import type { WorldSetup } from "./world/world-setup.ts";
import { defaultWorld, populate } from "./world/world-setup.ts";

/** How to start a simulated Teams. Everything has a default. */
export interface TeamsSimulatorOptions extends Partial<ConnectorSettings> {
  /** 0, a free port, unless given. */
  readonly port?: number;
  /** Loopback unless given. */
  readonly host?: string;
  /** The simulated time in milliseconds since the epoch: stamps of messages, and rate limits. */
  readonly now?: () => number;
  /**
   * The clock of tokens, in milliseconds since the epoch: the real one unless given, because the bot's libraries check
   * and cache tokens by that.
   */
  readonly tokenClock?: () => number;
  /** The bot's `/api/messages`; it can be told later with `useEndpoint`. */
  readonly botEndpoint?: string;
  readonly appId?: string;
  readonly appPassword?: string;
  /** Of the app's registration, and of everything in the world that says no other. */
  readonly tenantId?: string;
  /** What the bot is called in mentions: Perfecto unless given. */
  readonly botName?: string;
  /** Teams' rate limits: on unless `false`. A scale of 10 allows ten times as many calls in the same time. */
  readonly rateLimits?: boolean | { readonly scale: number };
  /** How long Teams waits for the bot's answer, in milliseconds of real time: 15,000 unless given. */
  readonly answerWithinMs?: number;
  /** Everything to begin with; a small organisation unless given. */
  readonly world?: WorldSetup;
  /**
   * Goes on with what was there before; `world`, `appId`, `appPassword`, `tenantId` and `botName` are not looked at then.
   * Bots remember the service URL of a place: give the same `port`.
   */
  readonly restore?: TeamsSnapshot;
}

/** A running simulated Teams. */
export type TeamsSimulator = Awaited<ReturnType<typeof startTeamsSimulator>>;

/**
 * Starts a stand-in for Teams and its Bot Connector, with the login service beside it: a real HTTP server that enforces
 * what they enforce. The bot is installed nowhere at first: `install` it.
 *
 * @throws SnapshotError where `restore` cannot be read; the server's own error where the port cannot be had.
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export const startTeamsSimulator = async (options: TeamsSimulatorOptions = {}) => {
  const { port = 0, host = "127.0.0.1", now = Date.now, tokenClock = Date.now } = options;
  const { rateLimits: limiting = true, restore } = options;
  const world = restore === undefined ? newWorld(options, now) : restoreTeamsWorld(restore, now);
  const { bot } = world;

  let baseUrl = "";
  const serviceUrl = (): string => `${baseUrl}/teams/`;
  const keys = new SigningKeys();
  const tokens = new AccessTokens(tokenClock, restore?.accessTokens);
  const scale = typeof limiting === "object" ? limiting.scale : limiting ? 1 : Number.POSITIVE_INFINITY;
  const stopping = new AbortController();
  const requests: LoggedRequest[] = [];
  const { writeMs = 1, refuseBlankCards = false, authentication = true } = options;
  const settings: ConnectorSettings = { writeMs, refuseBlankCards, authentication };
  const context: ConnectorContext = {
    world,
    tokens,
    settings,
    serviceUrl,
    now,
    rateLimits: new RateLimits(now, scale),
    busy: new Set(),
    faults: new Faults(),
    stopping: stopping.signal,
    log(request) {
      requests.push(request);
      world.events.emit("request", request);
    },
  };
  const maker = { keys, appId: bot.appId, serviceUrl, clock: tokenClock };
  const traffic = new BotTraffic(world, maker, options.botEndpoint, options.answerWithinMs ?? LIMITS.answerWithinMs);

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = new URL(request.url ?? "/", baseUrl);
    const { pathname } = address;
    if (/^(?:\/teams)?\/v3\//.test(pathname)) return handleConnectorRequest(context, request, response, address);
    if (pathname === "/v1/.well-known/openidconfiguration") return sendDocument(response, keys.metadata(baseUrl));
    if (pathname === "/v1/.well-known/keys") return sendDocument(response, await keys.jwks());
    const login = { ...context, bot, baseUrl: () => baseUrl };
    if (!(await handleLoginRequest(login, request, response, address))) sendText(response, 404, "not found");
  };
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendText(response, 500, `The simulator failed: ${String(error)}`);
      else response.destroy();
    });
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The simulated Teams has no TCP address.");
  baseUrl = `http://${host}:${address.port}`;

  return {
    /** The server's address, without a slash at the end. */
    baseUrl,
    /** What activities name as `serviceUrl`: ends with a slash. */
    serviceUrl: serviceUrl(),
    /** What stands for `https://login.microsoftonline.com/<tenant>`. */
    authorityUrl: `${baseUrl}/${bot.tenantId}`,
    /** Where the bot gets its access tokens. */
    tokenUrl: `${baseUrl}/${bot.tenantId}/oauth2/v2.0/token`,
    /** What stands for `https://login.botframework.com/v1/.well-known/openidconfiguration`. */
    openIdMetadataUrl: `${baseUrl}/v1/.well-known/openidconfiguration`,
    ...bot,
    botId: world.botAccount.id,
    faults: context.faults,
    rateLimits: context.rateLimits,
    /** The access tokens the bot was given. */
    tokens,
    /** What may be turned while it runs. */
    settings,
    /** Every call that reached the connector or the token endpoint, oldest first. */
    requests: requests as readonly LoggedRequest[],
    ...createTestApi({ world, traffic }),
    /** What a later simulator goes on with, as `restore`. */
    snapshot: (bounds?: TeamsSnapshotBounds): TeamsSnapshot => takeTeamsSnapshot(world, tokens, bounds),
    /** Cuts every HTTP connection, also those of answers that hang. */
    cutConnections(): void {
      server.closeAllConnections();
    },
    /** Stops the server and cuts every connection. */
    async stop(): Promise<void> {
      stopping.abort();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const newWorld = (options: TeamsSimulatorOptions, now: () => number): TeamsWorld => {
  const bot = {
    appId: options.appId ?? crypto.randomUUID(),
    appPassword: options.appPassword ?? crypto.randomUUID(),
    tenantId: options.tenantId ?? crypto.randomUUID(),
    name: options.botName ?? "Perfecto",
  };
  const world = new TeamsWorld(bot, now);
  populate(world, options.world ?? defaultWorld);
  return world;
};

const sendDocument = (response: ServerResponse, document: object): void =>
  sendText(response, 200, JSON.stringify(document), "application/json");
