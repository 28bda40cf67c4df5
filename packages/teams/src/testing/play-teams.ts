import { once as onceEmitted } from "node:events";
import { createServer } from "node:http";
import { Secret, type Conversation } from "@perfecto-bot/domain";
import { createMemoryOnce, createMemoryVault } from "@perfecto-bot/pipeline/memory";
import { startTeamsSimulator, type TeamsSimulator, type TeamsSimulatorOptions } from "@perfecto-bot/simulators/teams";
import express from "express";
import { onTestFinished } from "vitest";
import { createTeamsApp, type TeamsApp, type TeamsAppOptions } from "../app/create-teams-app.ts";
import { recordingDesk, type RecordingDesk } from "./recording-desk.ts";
import { recordingLog, type RecordingLog } from "./recording-log.ts";

/** The adapter against a Teams that was written apart from it. */
export interface Scene {
  readonly teams: TeamsSimulator;
  readonly app: TeamsApp;
  readonly desk: RecordingDesk;
  readonly log: RecordingLog;
  readonly channel: (name: string) => Conversation;
  /** The app ends and another one takes its place, with the same desk and stores. */
  readonly restart: () => Promise<void>;
}

/** Starts both for the running test, and ends them with it. */
export async function playTeams(
  now: () => number = Date.now,
  {
    rateLimits = true,
    ...options
  }: Pick<TeamsAppOptions, "drawPicture"> & Pick<TeamsSimulatorOptions, "rateLimits"> = {},
): Promise<Scene> {
  const teams = await startTeamsSimulator({
    rateLimits,
    refuseBlankCards: true,
    world: {
      users: [{ name: "Ann Lee" }, { name: "Bob Ray" }],
      teams: [{ name: "QA", channels: [{ name: "Nightly" }, { name: "Secret", type: "private" }] }],
      chats: [{ name: "On call" }],
    },
  });
  const { desk, log } = { desk: recordingDesk(), log: recordingLog() };
  const stores = { notebook: createMemoryVault(), once: createMemoryOnce() };
  const create = (): TeamsApp =>
    createTeamsApp({
      credentials: { appId: teams.appId, appPassword: new Secret(teams.appPassword), tenantId: teams.tenantId },
      allowedTenants: [],
      desk,
      ...stores,
      now,
      log,
      ...options,
      endpoints: {
        tokenAuthority: teams.baseUrl,
        openIdMetadataUrl: teams.openIdMetadataUrl,
        serviceUrlOrigins: [teams.baseUrl],
      },
    });
  const app = create();
  const running = { app };
  const web = express();
  web.use((request, response, next) => running.app.router(request, response, next));
  const server = createServer(web);
  server.listen(0, "127.0.0.1");
  await onceEmitted(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  teams.useEndpoint(`http://127.0.0.1:${address.port}/api/messages`);
  onTestFinished(async () => {
    await running.app.stop(1_000);
    server.closeAllConnections();
    server.close();
    await teams.stop();
  });
  await app.start();
  const channel = (name: string): Conversation => ({
    channel: "teams",
    workspace: teams.tenantId,
    id: teams.channel(name).id,
  });
  const restart = async (): Promise<void> => {
    await running.app.stop(1_000);
    running.app = create();
    await running.app.start();
  };
  return { teams, app, desk, log, channel, restart };
}

/** What the bot wrote, everywhere. */
export function written({ teams }: Pick<Scene, "teams">) {
  return teams.messages().filter(({ isBots }) => isBots);
}
