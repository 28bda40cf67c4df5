import { createServer, type Server } from "node:http";
import { ciSaid, type CiReport, type Clock, type PollParts } from "@perfecto-bot/pipeline";
import type { StoreHealth } from "@perfecto-bot/store";
import express from "express";
import type { Config } from "../config/config.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { Chat } from "../open-chats.ts";
import { ciHook } from "./ci-hook.ts";
import { limitPerMinute } from "./limit-per-minute.ts";

/** Installation pages one address may open in a minute. */
const MOST_INSTALLATIONS = 30;

/** What the HTTP server serves. */
export interface HttpParts {
  readonly config: Config;
  readonly chats: readonly Pick<Chat, "router">[];
  readonly metrics: Metrics;
  readonly poll: PollParts;
  readonly now: Clock;
  readonly log: Log;
  /** Whether Redis takes writes; answers soon, and never rejects. */
  readonly storeHealth: () => Promise<StoreHealth>;
}

/** The HTTP server of the service. */
export interface HttpServer {
  readonly url: string;
  readonly ready: () => void;
  readonly notReady: () => void;
  readonly stop: () => Promise<void>;
}

/** Starts to listen. @throws {Error} when the port is taken, saying so. */
export async function startHttp(parts: HttpParts): Promise<HttpServer> {
  const { config, chats, metrics, poll, now, log } = parts;
  const state = { ready: false };
  const app = express();
  app.disable("x-powered-by");
  app.get("/healthz", (_request, response) => void response.json({ status: "alive" }));
  app.get("/readyz", async (_request, response) => {
    const health = await parts.storeHealth();
    if (health.kind === "not-writable")
      response.status(503).json({ status: "not ready", reason: health.because, detail: health.message });
    else if (!state.ready) response.status(503).json({ status: "not ready", reason: "starting-or-stopping" });
    else response.json({ status: "ready" });
  });
  app.get("/metrics", async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  if (config.ciHookToken !== undefined) {
    const tell = (report: CiReport) => ciSaid({ ...poll, now }, report);
    app.use(ciHook({ token: config.ciHookToken, labs: [...poll.labs.keys()], tell, log }));
  }
  app.use(["/slack/install", "/slack/oauth_redirect"], limitPerMinute(MOST_INSTALLATIONS, "all"));
  for (const { router } of chats) if (router !== undefined) app.use(router);
  app.use((_request, response) => void response.status(404).json({ error: "there is nothing here" }));
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ error: error instanceof Error ? error.message : String(error) }, "a request failed");
    if (!response.headersSent)
      response.status(status).json({ error: status >= 500 ? "the request failed" : "the request was refused" });
  });
  const server = createServer(app);
  server.requestTimeout = 30_000;
  const port = await listen(server, config.port, config.host);
  const host = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
  return {
    url: `http://${host}:${port}`,
    ready: () => void (state.ready = true),
    notReady: () => void (state.ready = false),
    stop: () => close(server),
  };
}

function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 500;
  return status >= 400 && status < 600 ? status : 500;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken =
        error.code === "EADDRINUSE" ? `port ${port} is taken: stop what uses it, or set PORT` : error.message;
      reject(new Error(`cannot listen on ${host}: ${taken}`, { cause: error }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
