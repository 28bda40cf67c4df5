import type { Secret } from "@perfecto-bot/domain";
import {
  createInFlight,
  openRefusalBook,
  type Channel,
  type Clock,
  type Desk,
  type DrawPicture,
  type Notebook,
  type Once,
  type Vault,
} from "@perfecto-bot/pipeline";
import { Router } from "express";
import { createSlackChannel } from "../channel/create-slack-channel.ts";
import type { SlackLog } from "../slack-log.ts";
import { openTimeZones } from "../people/time-zones.ts";
import { noPictures, openSlackPictures } from "../pictures/slack-pictures.ts";
import { installedWorkspaces } from "../workspaces/installed-workspaces.ts";
import { openInstallationBook } from "../workspaces/installation-book.ts";
import { openOrganisationMembers } from "../workspaces/organisation-members.ts";
import { singleWorkspace } from "../workspaces/single-workspace.ts";
import type { SlackWorkspaces } from "../workspaces/slack-workspaces.ts";
import { createBoltApp } from "./create-bolt-app.ts";
import { httpReceiver } from "./http-receiver.ts";
import { installRoutes } from "./install-routes.ts";
import { probeSlack, type SlackFinding } from "./probe-slack.ts";
import { SlackStartError } from "./slack-start-error.ts";
import { SocketConnection } from "./socket-connection.ts";

/** Either the bot token of one workspace, or what OAuth needs to be installed in several. */
export interface SlackCredentials {
  readonly botToken?: Secret;
  readonly oauth?: { readonly clientId: string; readonly clientSecret: Secret; readonly stateSecret: Secret };
  /** Needed in Socket Mode. */
  readonly appToken?: Secret;
  /** Needed in HTTP mode. */
  readonly signingSecret?: Secret;
}

/** What the Slack side of the service is made of. */
export interface SlackAppOptions {
  /** How Slack reaches us: by a WebSocket that we open, or by requests to `/slack/events`. */
  readonly mode: "socket" | "http";
  readonly credentials: SlackCredentials;
  readonly desk: Desk;
  /** Without it cards have no pictures. */
  readonly drawPicture?: DrawPicture;
  readonly vault: Vault;
  readonly notebook: Notebook;
  readonly once: Once;
  readonly now: Clock;
  readonly log: SlackLog;
  /** Default: Slack's own, `https://slack.com/api/`. */
  readonly apiUrl?: string;
  /** The service's public address, for OAuth's way back. */
  readonly publicUrl?: string;
  /** Default: `/perfecto`. */
  readonly commandName?: string;
}

/** The Slack side of the service. */
export interface SlackApp {
  readonly channel: Channel;
  /** `/slack/events` in HTTP mode, `/slack/install` and `/slack/oauth_redirect` with OAuth: for the caller's express app. */
  readonly router?: Router;
  /** Takes in from now on. @throws {SlackStartError} when Slack does not accept a credential; when Slack is away it resolves. */
  readonly start: () => Promise<void>;
  /** Takes in nothing more, then waits for what has begun. Resolves to whether all of it was finished in time. */
  readonly stop: (deadlineMs: number) => Promise<boolean>;
  /** Checks credentials and permissions with Slack. */
  readonly probe: () => Promise<readonly SlackFinding[]>;
}

const DEFAULT_COMMAND = "/perfecto";
const BOT_NAME = "Perfecto";

/** @throws {SlackStartError} when a credential that the mode needs is not given. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { credentials, apiUrl, desk, once, now, log } = options;
  const routes: Router[] = [];
  const { workspaces, begin } = workspacesOf(options, routes);
  const inFlight = createInFlight();
  let isOpen = false;

  const socket = options.mode === "socket" ? new SocketConnection(appTokenOf(options), apiUrl, now, log) : undefined;
  let receiver: Parameters<typeof createBoltApp>[0];
  if (socket === undefined) {
    const http = httpReceiver(
      // Slack signs by real time, whatever the replicas agree on.
      { signingSecret: signingSecretOf(options), once, now: Date.now, log, isOpen: () => isOpen },
      inFlight,
    );
    // Bolt declares the router by an interface; it is the one it was given.
    routes.push(Router().use(http.router));
    receiver = http;
  } else receiver = socket;
  const commandName = options.commandName ?? DEFAULT_COMMAND;
  const { drawPicture: draw } = options;
  const pictures = draw === undefined ? noPictures : openSlackPictures({ draw, apiUrl, now, log });
  const channel = createSlackChannel({
    workspaces,
    pictures,
    refusals: openRefusalBook(options.notebook, now),
    now,
  });
  const timeZones = openTimeZones(now);
  const intake = { desk, workspaces, channel, pictures, timeZones, once, now, log, commandName };
  createBoltApp(receiver, intake, inFlight, apiUrl);

  async function start(): Promise<void> {
    if (credentials.botToken !== undefined)
      for (const answer of await workspaces.all()) {
        if (answer.kind === "installation-dead") throw new SlackStartError(answer.detail, answer.todo);
        if (answer.kind !== "workspace") log.warn({ detail: answer.detail }, "Slack cannot be reached; going on");
      }
    await begin();
    isOpen = true;
    await socket?.start();
  }

  async function stop(deadlineMs: number): Promise<boolean> {
    isOpen = false;
    await socket?.stop();
    const finished = await inFlight.drained(deadlineMs);
    if (!finished) log.warn({ deadlineMs }, "not everything from Slack was answered before stopping");
    return finished;
  }

  return {
    channel,
    ...(routes.length === 0 ? {} : { router: Router().use(...routes) }),
    start,
    stop,
    probe: () => probeSlack({ workspaces, appToken: credentials.appToken, apiUrl, log }),
  };
}

/** Where the app is installed, and what has to be done before it takes in anything. */
function workspacesOf(
  options: SlackAppOptions,
  routes: Router[],
): { readonly workspaces: SlackWorkspaces; readonly begin: () => Promise<void> } {
  const { credentials, apiUrl, publicUrl, vault, now, log } = options;
  if (credentials.botToken !== undefined)
    return { workspaces: singleWorkspace(credentials.botToken, apiUrl, log), begin: async () => undefined };
  if (credentials.oauth === undefined)
    throw new SlackStartError(
      "Slack has neither a bot token nor OAuth credentials",
      "Set SLACK_BOT_TOKEN, or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET.",
    );
  const book = openInstallationBook(vault, now);
  const { desk } = options;
  const members = openOrganisationMembers(book, desk, log);
  routes.push(installRoutes({ ...credentials.oauth, publicUrl, apiUrl, book, members, desk, log }));
  return {
    workspaces: installedWorkspaces({ book, apiUrl, botName: BOT_NAME, log, members }),
    begin: members.joinKnown,
  };
}

function appTokenOf({ credentials }: SlackAppOptions): Secret {
  if (credentials.appToken !== undefined) return credentials.appToken;
  throw new SlackStartError("Socket Mode has no app token", "Set SLACK_APP_TOKEN; it begins with xapp-.");
}

function signingSecretOf({ credentials }: SlackAppOptions): Secret {
  if (credentials.signingSecret !== undefined) return credentials.signingSecret;
  throw new SlackStartError("Slack's requests cannot be checked", "Set SLACK_SIGNING_SECRET, or use Socket Mode.");
}
