import {
  createInFlight,
  openRefusalBook,
  type Channel,
  type Clock,
  type Desk,
  type DrawPicture,
  type Notebook,
  type Once,
} from "@perfecto-bot/pipeline";
import { Router, type Request, type Response } from "express";
import { createTeamsChannel } from "../channel/create-teams-channel.ts";
import { createPicturesOf } from "../channel/pictures-of.ts";
import { openPostOffice } from "../channel/post-office.ts";
import { createBotToken, type BotCredentials } from "../connector/bot-token.ts";
import { createCaller } from "../connector/caller.ts";
import type { TeamsAdapter } from "../connector/teams-adapter.ts";
import { guardRequest, isLoopback, type GateOptions } from "../gate/guard-request.ts";
import { createSigningKeys } from "../gate/signing-keys.ts";
import { readActivity } from "../incoming/activity.ts";
import { hearActivity } from "../incoming/hear-activity.ts";
import type { Intake } from "../incoming/intake.ts";
import { createPendingPresses } from "../incoming/pending-presses.ts";
import { openPlaceBook } from "../places/place-book.ts";
import { PUBLIC_CLOUD, type TeamsEndpoints } from "../teams-endpoints.ts";
import type { TeamsLog } from "../teams-log.ts";
import { probeTeams, type TeamsFinding } from "./probe-teams.ts";
import { TeamsStartError } from "./teams-start-error.ts";

/** What the Teams side of the service is made of. */
export interface TeamsAppOptions {
  readonly credentials: BotCredentials;
  /** Tenants whose activities are taken. Empty: the credentials' own tenant alone. */
  readonly allowedTenants: readonly string[];
  /** No authentication, for development; refused unless `host` is this machine alone. */
  readonly insecureLocal?: boolean;
  /** Where the HTTP server listens. Needed with `insecureLocal`. */
  readonly host?: string;
  readonly desk: Desk;
  /** Draws the pictures of cards. Without it cards have none. */
  readonly drawPicture?: DrawPicture;
  /** Fail soon where they are away: people wait. */
  readonly notebook: Notebook;
  readonly once: Once;
  /** The same by a way that waits until they are back, for what Teams tells once. Default: the same way. */
  readonly patient?: { readonly notebook: Notebook; readonly once: Once };
  readonly now: Clock;
  readonly log: TeamsLog;
  /** Default: Microsoft's public cloud. With `insecureLocal`, service URLs are this machine's. */
  readonly endpoints?: Partial<TeamsEndpoints>;
}

/** The Teams side of the service. */
export interface TeamsApp {
  readonly channel: Channel;
  /** `POST /api/messages`, for the caller's express app. It must come before any body parser. */
  readonly router: Router;
  /** Takes in from now on. @throws {TeamsStartError} when Microsoft does not accept the credentials; when it is away it resolves. */
  readonly start: () => Promise<void>;
  /** Takes in nothing more, then waits for what has begun. Resolves to whether all of it was finished in time. */
  readonly stop: (deadlineMs: number) => Promise<boolean>;
  /** Checks credentials and installations. */
  readonly probe: () => Promise<readonly TeamsFinding[]>;
}

/** @throws {TeamsStartError} when authentication is to be off and others than this machine can reach the listener. */
export function createTeamsApp(options: TeamsAppOptions): TeamsApp {
  const { credentials, desk, once, now, log } = options;
  const insecureLocal = options.insecureLocal === true;
  if (insecureLocal && !isLoopback(options.host))
    throw new TeamsStartError(
      `TEAMS_INSECURE_LOCAL switches authentication off, but the service listens on ${options.host ?? "an unknown host"}`,
      "Set HOST=127.0.0.1, or unset TEAMS_INSECURE_LOCAL.",
    );
  const endpoints = endpointsOf(options, insecureLocal);
  const allowedTenants: ReadonlySet<string> = new Set(
    (options.allowedTenants.length === 0 ? [credentials.tenantId] : options.allowedTenants).map((id) =>
      id.toLowerCase(),
    ),
  );
  const token = insecureLocal ? undefined : createBotToken(credentials, endpoints.tokenAuthority, now);
  const keys = createSigningKeys(endpoints.openIdMetadataUrl, now);
  const book = openPlaceBook(options.notebook);
  const inFlight = createInFlight();
  let isOpen = false;
  let loading: Promise<TeamsAdapter> | undefined;

  /** botbuilder is large and loads slowly: only what talks to Teams loads it. */
  async function load(): Promise<TeamsAdapter> {
    const { TeamsAdapter: Adapter } = await import("../connector/teams-adapter.ts");
    return new Adapter({
      appId: credentials.appId,
      authorization: async () => {
        const held = await token?.get();
        return held?.kind === "token" ? `Bearer ${held.token.reveal()}` : undefined;
      },
      onError: (error) => log.error({ error: nameOf(error) }, "a turn of Teams failed"),
    });
  }
  const adapter = (): Promise<TeamsAdapter> => (loading ??= load());

  const caller = createCaller({ adapter, token, serviceUrlOrigins: endpoints.serviceUrlOrigins });
  const office = openPostOffice({ caller, book, refusals: openRefusalBook(options.notebook, now), log });
  const picturesOf = createPicturesOf(options.drawPicture, log);
  const channel = createTeamsChannel(office, book, picturesOf);
  const pending = createPendingPresses();
  const patient = {
    book: options.patient === undefined ? book : openPlaceBook(options.patient.notebook),
    once: options.patient?.once ?? once,
  };
  const intake: Intake = { desk, once, book, patient, office, channel, picturesOf, pending, inFlight, now, log };
  const gate: GateOptions = {
    appId: credentials.appId,
    allowedTenants,
    endpoints,
    keys,
    insecureLocal,
    // Tokens are good for a span of real time, whatever the replicas agree on.
    now: Date.now,
    log,
    isOpen: () => isOpen,
  };

  async function receive(request: Request, response: Response): Promise<void> {
    const passed = await guardRequest(request, gate);
    if (passed.kind === "refused") {
      // What is left of a refused body is not worth reading, so the connection ends with the answer.
      response.status(passed.status).set("connection", "close").json(REFUSALS[passed.status]);
      return;
    }
    const activity = readActivity(passed.body);
    if (activity === undefined) {
      response.status(400).json(REFUSALS[400]);
      return;
    }
    const turn = await (await adapter()).take(passed.body, () => hearActivity(activity, intake));
    response.status(turn.status);
    if (turn.body === undefined) response.end();
    else response.json(turn.body);
  }

  const router = Router();
  router.post("/api/messages", (request, response) => {
    inFlight
      .run(() => receive(request, response))
      .catch((error: unknown) => {
        log.error({ error: nameOf(error) }, "a request of Teams failed");
        if (!response.headersSent) response.status(500).json({ error: "the request failed" });
      });
  });

  async function start(): Promise<void> {
    const held = await token?.get();
    if (held?.kind === "no-token" && held.refused)
      throw new TeamsStartError(
        `Microsoft does not accept the bot's credentials (${held.detail})`,
        "Check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID.",
      );
    if (held?.kind === "no-token") log.warn({ detail: held.detail }, "Microsoft cannot be reached; going on");
    else
      inFlight
        .run(revive)
        .catch((error: unknown) => log.error({ error: nameOf(error) }, "tenants that rested could not be revived"));
    await adapter();
    isOpen = true;
  }

  /** The credentials work, so tenants that rested for want of them can be posted to again. */
  async function revive(): Promise<void> {
    for (const workspace of await patient.book.tenants()) {
      const { dead, ...known } = (await patient.book.tenant(workspace)) ?? { serviceUrl: "" };
      if (dead?.cause !== "credentials") continue;
      await patient.book.keepTenant(workspace, known);
      await desk.happened({ kind: "installation-available", channel: "teams", workspace });
    }
  }

  async function stop(deadlineMs: number): Promise<boolean> {
    isOpen = false;
    const finished = await inFlight.drained(deadlineMs);
    if (!finished) log.warn({ deadlineMs }, "not everything from Teams was answered before stopping");
    return finished;
  }

  return {
    channel,
    router,
    start,
    stop,
    probe: () => probeTeams({ token, keys, book, allowedTenants }),
  };
}

/** The whole of what a refused request is told. */
const REFUSALS = {
  400: { error: "this is no activity" },
  401: { error: "not authorised" },
  403: { error: "this tenant is not served" },
  413: { error: "too large" },
  503: { error: "not available" },
} as const;

/** Without authentication no token is sent either, and only to this machine. */
const THIS_MACHINE = ["http://127.0.0.1:*", "http://localhost:*", "http://[::1]:*"];

function endpointsOf({ endpoints }: TeamsAppOptions, insecureLocal: boolean): TeamsEndpoints {
  return { ...PUBLIC_CLOUD, ...(insecureLocal ? { serviceUrlOrigins: THIS_MACHINE } : {}), ...endpoints };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
