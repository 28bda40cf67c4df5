import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type LabPlay, type LabSimulator, playLab, startLabSimulator } from "@perfecto-bot/simulators/lab";
import { type JsonValue, type SlackSimulator, startSlackSimulator } from "@perfecto-bot/simulators/slack";
import { startTeamsSimulator, type TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { onTestFinished } from "vitest";
import type { WorldView } from "../../wire/world-state.ts";
import { demoRegistration, demoTenant } from "../../world/demo-tenant.ts";
import { demoWorkspace } from "../../world/demo-workspace.ts";
import type { World, WorldHappening } from "../../world/world.ts";
import { readBody } from "../http/read-body.ts";

/** A world of real simulators, with an app in the service's place that answers what the test says. */
export interface QuietWorld extends World {
  readonly lab: LabSimulator;
  readonly slack: SlackSimulator;
  readonly teams: TeamsSimulator;
  readonly play: LabPlay;
  readonly say: (happening: WorldHappening) => void;
  /** What was asked of the world, in order, such as "setSpeed 20". */
  readonly asked: readonly string[];
  /** Calls Slack as the bot does. */
  readonly slackApi: (
    method: string,
    args: Readonly<Record<string, JsonValue>>,
  ) => Promise<Readonly<Record<string, JsonValue>>>;
}

/** Gives the app's answer to what Slack or Teams tells it: a JSON body, or nothing for a bare 200. */
export type AppAnswer = (path: string, body: string) => JsonValue | undefined;

const view: WorldView = {
  service: "running",
  serviceStarts: 1,
  redis: "running",
  speed: 12,
  breakages: {
    labDown: false,
    tokenExpired: false,
    slowProcessing: false,
    slackRateLimited: false,
    answersLost: false,
  },
  real: [],
};

/** Starts it for the running test, and ends it with it. Jobs build only when they are told to. */
export async function startQuietWorld(answer: AppAnswer = () => undefined): Promise<QuietWorld> {
  const app = await startApp(answer);
  const lab = await startLabSimulator();
  const slack = await startSlackSimulator({
    workspaces: [demoWorkspace],
    http: { url: `${app}/slack`, optionsUrl: `${app}/slack` },
    rateLimits: false,
  });
  const teams = await startTeamsSimulator({
    ...demoRegistration,
    world: demoTenant,
    botEndpoint: `${app}/teams`,
    authentication: false,
    rateLimits: false,
  });
  await teams.install({ team: "Mobile" });
  await teams.install({ user: "Quinn QA" });
  const listeners = new Set<(happening: WorldHappening) => void>();
  const say = (happening: WorldHappening): void => {
    for (const listener of listeners) listener(happening);
  };
  const play = playLab({
    lab,
    automatic: false,
    pastBuilds: 1,
    speed: 60,
    onEvent: (event) => say({ kind: "lab", event }),
  });
  const asked: string[] = [];
  const ask = async (what: string): Promise<void> => void asked.push(what);
  const stop = async (): Promise<void> => {
    play.stop();
    await Promise.all([lab.stop(), slack.stop(), teams.stop()]);
  };
  onTestFinished(stop);
  return {
    lab,
    slack,
    teams,
    play,
    say,
    asked,
    slackApi: async (method, args) => {
      const response = await fetch(slack.apiUrl + method, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${slack.botToken()}` },
        body: JSON.stringify(args),
      });
      const body: Readonly<Record<string, JsonValue>> = await response.json();
      return body;
    },
    labUrl: lab.baseUrl,
    continued: false,
    logFile: "service.log",
    view: () => view,
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    welcome: () => void asked.push("welcome"),
    killService: () => void asked.push("killService"),
    restartRedis: () => ask("restartRedis"),
    setSpeed: (speed) => ask(`setSpeed ${speed}`),
    setBreakage: (what, on) => ask(`setBreakage ${what} ${on}`),
    failed: new Promise(() => undefined),
    stop,
  };
}

async function startApp(answer: AppAnswer): Promise<string> {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const said = answer(request.url ?? "/", (await readBody(request, Number.POSITIVE_INFINITY)) ?? "");
    response.writeHead(200, { "content-type": "application/json" });
    response.end(said === undefined ? "" : JSON.stringify(said));
  };
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The app listens on no port");
  return `http://127.0.0.1:${address.port}`;
}
