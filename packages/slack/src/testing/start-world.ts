import { once as onceEmitted } from "node:events";
import { createServer, type Server } from "node:http";
import { Secret } from "@perfecto-bot/domain";
import type { DrawPicture, Once, Vault } from "@perfecto-bot/pipeline";
import { createMemoryOnce, createMemoryVault } from "@perfecto-bot/pipeline/memory";
import { startSlackSimulator, type SlackSimulator, type SlackSimulatorOptions } from "@perfecto-bot/simulators/slack";
import express, { type Router } from "express";
import { onTestFinished } from "vitest";
import { createSlackApp, type SlackApp, type SlackAppOptions } from "../app/create-slack-app.ts";
import { recordingDesk, type RecordingDesk } from "./recording-desk.ts";
import { recordingLog, type RecordingLog } from "./recording-log.ts";

/** A simulated Slack and our app, connected to each other. */
export interface World {
  readonly slack: SlackSimulator;
  readonly app: SlackApp;
  readonly desk: RecordingDesk;
  readonly log: RecordingLog;
  readonly once: Once;
  readonly vault: Vault;
  /** Our own server's address; in Socket Mode it serves nothing. */
  readonly url: string;
  /** The app ends and another one takes its place, with the same desk and stores. */
  readonly restart: () => Promise<void>;
}

/** What a test wants otherwise. */
export interface WorldOptions {
  readonly mode?: "socket" | "http";
  readonly slack?: SlackSimulatorOptions;
  readonly credentials?: (slack: SlackSimulator) => SlackAppOptions["credentials"];
  readonly once?: Once;
  readonly now?: () => number;
  /** Default: none, so that cards have no pictures. */
  readonly drawPicture?: DrawPicture;
  /** Default: true. */
  readonly start?: boolean;
}

/** Starts both for the running test, and ends them with it. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const slack = await startSlackSimulator({ rateLimits: false, ...options.slack });
  const { desk, log, vault } = { desk: recordingDesk(), log: recordingLog(), vault: createMemoryVault() };
  const notebook = createMemoryVault();
  const once = options.once ?? createMemoryOnce();
  const web = express();
  const server = createServer(web);
  const url = await listen(server);
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await slack.stop();
  });
  const mode = options.mode ?? "http";
  const create = (): SlackApp =>
    createSlackApp({
      mode,
      credentials: (options.credentials ?? botCredentials)(slack),
      desk,
      ...(options.drawPicture === undefined ? {} : { drawPicture: options.drawPicture }),
      vault,
      notebook,
      once,
      now: options.now ?? Date.now,
      log,
      apiUrl: slack.apiUrl,
      publicUrl: url,
    });
  const app = create();
  const running: { app: SlackApp } = { app };
  const router = (): Router => running.app.router ?? express.Router();
  web.use((request, response, next) => router()(request, response, next));
  if (mode === "http") slack.useHttp({ url: `${url}/slack/events`, optionsUrl: `${url}/slack/events` });
  onTestFinished(async () => void (await running.app.stop(1000)));
  if (options.start !== false) await app.start();
  const restart = async (): Promise<void> => {
    await running.app.stop(1000);
    running.app = create();
    await running.app.start();
  };
  return { slack, app, desk, log, once, vault, url, restart };
}

/** One workspace by its bot token. */
export function botCredentials(slack: SlackSimulator): SlackAppOptions["credentials"] {
  return {
    botToken: new Secret(slack.botToken()),
    appToken: new Secret(slack.app.appToken),
    signingSecret: new Secret(slack.app.signingSecret),
  };
}

/** Several workspaces by OAuth. */
export function oauthCredentials(slack: SlackSimulator): SlackAppOptions["credentials"] {
  return {
    oauth: {
      clientId: slack.app.clientId,
      clientSecret: new Secret(slack.app.clientSecret),
      stateSecret: new Secret("a secret for the state of OAuth"),
    },
    appToken: new Secret(slack.app.appToken),
    signingSecret: new Secret(slack.app.signingSecret),
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await onceEmitted(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  return `http://127.0.0.1:${address.port}`;
}
