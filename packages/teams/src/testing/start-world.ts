import { once as onceEmitted } from "node:events";
import { createServer } from "node:http";
import { Secret } from "@perfecto-bot/domain";
import type { Notebook, Once } from "@perfecto-bot/pipeline";
import { createMemoryOnce, createMemoryVault } from "@perfecto-bot/pipeline/memory";
import express from "express";
import { onTestFinished } from "vitest";
import { createTeamsApp, type TeamsApp, type TeamsAppOptions } from "../app/create-teams-app.ts";
import { startFakeTeams, type FakeTeams, type TokenWish } from "./fake-teams.ts";
import { recordingDesk, type RecordingDesk } from "./recording-desk.ts";
import { recordingLog, type RecordingLog } from "./recording-log.ts";

/** Microsoft's side and our app, connected to each other. */
export interface World {
  readonly teams: FakeTeams;
  readonly app: TeamsApp;
  readonly desk: RecordingDesk;
  readonly log: RecordingLog;
  readonly notebook: Notebook;
  readonly once: Once;
  /** Our endpoint. */
  readonly endpoint: string;
  /** Sends an activity with a good token, or one that is wished otherwise. */
  readonly send: (activity: object, token?: TokenWish | "none") => Promise<Response>;
}

/** What a test wants otherwise. */
export interface WorldOptions {
  readonly app?: Partial<TeamsAppOptions>;
  /** Default: true. */
  readonly start?: boolean;
}

/** Starts both for the running test, and ends them with it. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const teams = await startFakeTeams();
  const { desk, log } = { desk: recordingDesk(), log: recordingLog() };
  const notebook: Notebook = options.app?.notebook ?? createMemoryVault();
  const once = options.app?.once ?? createMemoryOnce();
  const app = createTeamsApp({ ...appOptions(teams), desk, notebook, once, log, ...options.app });
  const web = express();
  web.use(app.router);
  const server = createServer(web);
  server.listen(0, "127.0.0.1");
  await onceEmitted(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  const endpoint = `http://127.0.0.1:${address.port}/api/messages`;
  onTestFinished(async () => {
    await app.stop(1000);
    server.closeAllConnections();
    server.close();
  });
  if (options.start !== false) await app.start();
  return {
    teams,
    app,
    desk,
    log,
    notebook,
    once,
    endpoint,
    send: async (activity, token = {}) =>
      fetch(endpoint, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token === "none" ? {} : { authorization: `Bearer ${await teams.sign(token)}` }),
        },
        body: JSON.stringify(activity),
      }),
  };
}

/** The app's options that come from a fake. */
export function appOptions(teams: FakeTeams) {
  return {
    credentials: { appId: teams.appId, appPassword: new Secret("the password"), tenantId: teams.tenantId },
    allowedTenants: [],
    now: Date.now,
    endpoints: {
      tokenAuthority: teams.url,
      openIdMetadataUrl: `${teams.url}/openid`,
      serviceUrlOrigins: ["http://127.0.0.1:*"],
    },
  } satisfies Partial<TeamsAppOptions>;
}
