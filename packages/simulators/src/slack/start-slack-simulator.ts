import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { Faults } from "./faults.ts";
import { sendText } from "./http-exchange.ts";
import { LIMITS } from "./limits.ts";
import type { SlackSnapshot } from "./snapshot/slack-snapshot.ts";
import type { SlackSnapshotBounds } from "./snapshot/take-slack-snapshot.ts";
import { restoreSlackWorld } from "./snapshot/restore-slack-world.ts";
import { takeSlackSnapshot } from "./snapshot/take-slack-snapshot.ts";
import { OAuth } from "./oauth.ts";
import { receiveUpload } from "./receive-upload.ts";
import { ResponseUrls } from "./response-urls.ts";
import { createTestApi } from "./test-api.ts";
import { AppTraffic } from "./traffic/app-traffic.ts";
import { lifecycle } from "./traffic/lifecycle.ts";
import type { AppAddresses } from "./traffic/signed-http.ts";
import { signedHttp } from "./traffic/signed-http.ts";
import { SocketMode } from "./traffic/socket-mode.ts";
import { Triggers } from "./triggers.ts";
import type { ApiServices } from "./web-api/api-method.ts";
import { handleApiRequest } from "./web-api/handle-api-request.ts";
import { RateLimits } from "./web-api/rate-limits.ts";
import type { LoggedRequest } from "./web-api/request-log.ts";
import type { SlackAppIdentity } from "./world/slack-world.ts";
import { SlackWorld } from "./world/slack-world.ts";
import type { OrganisationSetup, WorkspaceSetup } from "./world/world-setup.ts";
import { addOrganisation, addWorkspace, defaultWorkspace } from "./world/world-setup.ts";

/** How to start a simulated Slack. Everything has a default. */
export interface SlackSimulatorOptions {
  /** 0, a free port, unless given. */
  readonly port?: number;
  /** Loopback unless given. */
  readonly host?: string;
  /** The simulated time in milliseconds since the epoch. Only waits on sockets use real time. */
  readonly now?: () => number;
  /** Slack's rate limits: on unless `false`. A scale of 10 allows ten times as many calls in the same time. */
  readonly rateLimits?: boolean | { readonly scale: number };
  /**
   * The app is one that is sold outside the Marketplace: it may read messages once a minute, 15 at a time. It is not unless
   * given.
   */
  readonly readsSeldom?: boolean;
  /** Ids and secrets of the app under test; made up where left out. */
  readonly app?: Partial<SlackAppIdentity>;
  readonly workspaces?: readonly WorkspaceSetup[];
  /** All workspaces are of this organisation, and the app is installed in it. They are of none unless given. */
  readonly organisation?: OrganisationSetup;
  /** Goes on with what was there before; `app` and `workspaces` are not looked at then. */
  readonly restore?: SlackSnapshot;
  /** Where the app listens; without it the app is reached by Socket Mode. */
  readonly http?: AppAddresses;
  /** How long Slack waits for an acknowledgement, in milliseconds of real time: 3,000 unless given. */
  readonly acknowledgeWithinMs?: number;
  /** How long a trigger id opens a view, in simulated milliseconds: 3,000 unless given. */
  readonly triggerLifetimeMs?: number;
  /** When unacknowledged events are told again, in milliseconds of real time: at once, +1 min, +5 min unless given. */
  readonly eventRetryDelaysMs?: readonly number[];
  /** How long Slack works on an upload before blocks can show it, in simulated milliseconds: 0 unless given. */
  readonly fileProcessingMs?: number;
  /** Whether the OAuth page approves by itself. */
  readonly autoApprove?: boolean;
}

/** A running simulated Slack. */
export type SlackSimulator = Awaited<ReturnType<typeof startSlackSimulator>>;

/**
 * Starts a stand-in for Slack: a real HTTP and WebSocket server that enforces what Slack enforces.
 *
 * @throws SnapshotError where `restore` cannot be read; the server's own error where the port cannot be had.
 * @see https://docs.slack.dev/apis/
 */
export const startSlackSimulator = async (options: SlackSimulatorOptions = {}) => {
  const { port = 0, host = "127.0.0.1", now = Date.now, rateLimits: limiting = true, restore } = options;
  const world = restore === undefined ? newWorld(options, now) : restoreSlackWorld(restore, now);
  world.fileProcessingMs = options.fileProcessingMs ?? 0;

  const stopping = new AbortController();
  const faults = new Faults();
  const scale = typeof limiting === "object" ? limiting.scale : limiting ? 1 : Number.POSITIVE_INFINITY;
  const rateLimits = new RateLimits(now, scale);
  const requests: LoggedRequest[] = [];
  let baseUrl = "";
  const socketMode = new SocketMode(world.app.id);
  const httpTransport = (addresses: AppAddresses) => signedHttp(addresses, world.app.signingSecret, now);
  const traffic = new AppTraffic(
    world,
    options.http ? httpTransport(options.http) : socketMode,
    {
      acknowledgeWithinMs: options.acknowledgeWithinMs ?? LIMITS.acknowledgeWithinMs,
      eventRetryDelaysMs: options.eventRetryDelaysMs ?? [0, 60_000, 300_000],
    },
    stopping.signal,
  );
  const triggers = new Triggers(world.identifiers, now, options.triggerLifetimeMs ?? LIMITS.triggerLifetimeMs);
  const responseUrls = new ResponseUrls(world, () => baseUrl);
  if (restore) responseUrls.restore(restore.responseUrls);
  const oauth = new OAuth(world, options.autoApprove ?? false);
  const context = { world, traffic, triggers, responseUrls };
  const happenings = lifecycle(context);
  const services: ApiServices = {
    baseUrl: () => baseUrl,
    socketUrl: () => baseUrl.replace(/^http/, "ws") + socketMode.issuePath(),
    redeemTrigger: (id) => triggers.redeem(id),
    readsSeldom: () => options.readsSeldom === true,
    exchangeCode: (args, basic) => oauth.exchange(args, basic),
    botJoined: (channel) => void happenings.botJoined(channel),
  };
  const log = (request: LoggedRequest): void => {
    requests.push(request);
    world.events.emit("request", request);
  };
  const apiServer = { world, rateLimits, services, faults, log, stopping: stopping.signal };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = new URL(request.url ?? "/", baseUrl);
    const { pathname } = address;
    if (pathname.startsWith("/api/")) return handleApiRequest(apiServer, request, response, address);
    if (pathname.startsWith("/commands/")) return responseUrls.handle(request, response, pathname);
    if (pathname === "/oauth/v2/authorize") return oauth.authorize(response, address);
    if (pathname.startsWith("/upload/v1/")) return receiveUpload(apiServer, request, response, pathname);
    return sendText(response, 404, "not found");
  };
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendText(response, 500, `The simulator failed: ${String(error)}`);
      else response.destroy();
    });
  });
  server.on("upgrade", (request, socket, head) => socketMode.upgrade(request, socket, head));
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The simulated Slack has no TCP address.");
  baseUrl = `http://${host}:${address.port}`;

  return {
    /** The server's address, without a slash at the end. */
    baseUrl,
    /** What a Slack client takes as `slackApiUrl`: ends with `/api/`. */
    apiUrl: `${baseUrl}/api/`,
    /** What an installer takes as `authorizationUrl`. */
    authorizationUrl: `${baseUrl}/oauth/v2/authorize`,
    app: world.app,
    faults,
    rateLimits,
    oauth,
    socketMode,
    /** Every call that reached the Web API, oldest first. */
    requests: requests as readonly LoggedRequest[],
    /**
     * Lets Slack work on uploads to come for so long, in simulated milliseconds; for ever with `Infinity`. Until then a
     * block that shows such a file is refused as "invalid slack file".
     */
    setFileProcessingMs(ms: number): void {
      world.fileProcessingMs = ms;
    },
    /** Reaches the app by signed HTTP requests from now on. */
    useHttp(addresses: AppAddresses): void {
      traffic.transport = httpTransport(addresses);
    },
    /** Reaches the app by Socket Mode from now on. */
    useSocketMode(): void {
      traffic.transport = socketMode;
    },
    ...happenings,
    ...createTestApi(context),
    /** What a later simulator goes on with, as `restore`. */
    snapshot: (bounds?: SlackSnapshotBounds): SlackSnapshot => takeSlackSnapshot(world, responseUrls, bounds),
    /** Cuts every HTTP connection, also those of answers that hang. */
    cutConnections(): void {
      server.closeAllConnections();
    },
    /** Stops the server and cuts every connection. */
    async stop(): Promise<void> {
      stopping.abort();
      await socketMode.stop();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const newWorld = (options: SlackSimulatorOptions, now: () => number): SlackWorld => {
  const world = new SlackWorld(identity(options.app), now);
  const workspaces = options.workspaces ?? [defaultWorkspace];
  if (options.organisation) addOrganisation(world, options.organisation, workspaces);
  else for (const setup of workspaces) addWorkspace(world, setup);
  return world;
};

const identity = (given: Partial<SlackAppIdentity> = {}): SlackAppIdentity => ({
  id: "A0SIMULATED",
  name: "Perfecto",
  clientId: "1000000000.2000000000",
  clientSecret: crypto.randomUUID().replaceAll("-", ""),
  signingSecret: crypto.randomUUID().replaceAll("-", ""),
  verificationToken: "verification-token",
  appToken: `xapp-1-A0SIMULATED-1-${crypto.randomUUID().replaceAll("-", "")}`,
  ...given,
});
