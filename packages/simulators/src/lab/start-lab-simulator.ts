import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerLabRequest } from "./answer-lab-request.ts";
import { createExecutionShelf } from "./execution-shelf.ts";
import { createFaultScript, type FaultBook } from "./fault-book.ts";
import { createLabAccess, tokenOf } from "./lab-access.ts";
import type { LabExecution } from "./lab-execution.ts";
import { type LabRequest, readTarget } from "./lab-request.ts";
import { defaultLabSettings, type LabSettings } from "./lab-settings.ts";
import { createRequestLog, type RequestLog } from "./request-log.ts";
import { sendAnswer } from "./send-answer.ts";

/** What a simulated lab is started with; every part may be left out. */
export interface LabSimulatorOptions extends Partial<LabSettings> {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** The security token it accepts. */
  readonly token?: string;
  /** The clock that decides what shows and what still processes (ms since 1970). Default `Date.now`. */
  readonly now?: () => number;
}

/** A running simulated lab. */
export interface LabSimulator {
  /** Such as `http://127.0.0.1:40123`, without a slash at the end. */
  readonly baseUrl: string;
  /** The token that is or was accepted. */
  readonly token: string;
  /** A token of some other lab, answered with "Missing Perfecto-TenantId header". */
  readonly foreignToken: string;
  readonly now: () => number;
  readonly settings: LabSettings;
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  /** How many executions it holds, visible or not. */
  readonly size: number;
  /** Adds an execution, or replaces the one with the same id. */
  put(execution: LabExecution): void;
  putAll(executions: Iterable<LabExecution>): void;
  /** Takes an execution away; false when there was none. */
  remove(id: string): boolean;
  find(id: string): LabExecution | undefined;
  /** Everything it holds, visible or not, newest start first. */
  all(): Iterable<LabExecution>;
  /** Takes all executions away. */
  clear(): void;
  /** The highest build number of a job, visible or not; 0 when it has none. */
  highestNumberOf(jobName: string): number;
  /** Changes how it behaves from the next request on. */
  configure(change: Partial<LabSettings>): void;
  setToken(token: string): void;
  expireToken(): void;
  /** Closes every connection and refuses new ones. What the lab holds stays. */
  goDown(): Promise<void>;
  /** Listens again on the same port. */
  comeBack(): Promise<void>;
  /** Closes every connection, answered or not. */
  stop(): Promise<void>;
}

/**
 * Starts a stand-in for the reporting server of a Perfecto lab, written from the vendor's documents alone.
 * Rejects with the server's own error when the port cannot be had.
 */
export async function startLabSimulator(options: LabSimulatorOptions = {}): Promise<LabSimulator> {
  const { port = 0, host = "127.0.0.1", token = "simulated-security-token", now = Date.now, ...change } = options;
  let settings: LabSettings = { ...defaultLabSettings, ...change };
  const shelf = createExecutionShelf();
  const access = createLabAccess(token);
  const faults = createFaultScript();
  const requests = createRequestLog();

  function handle(incoming: IncomingMessage, response: ServerResponse) {
    const { path, target } = readTarget(incoming.url ?? "/");
    const hasToken = tokenOf(incoming.headers) !== undefined;
    const request: LabRequest = { method: incoming.method ?? "GET", path, target, hasToken };
    const nowMs = now();
    const fault = faults.take(request);
    requests.record({ ...request, atMs: nowMs, ...(fault ? { fault: fault.kind } : {}) });
    const answer = answerLabRequest(
      { shelf, settings, nowMs },
      request,
      access.refusal(incoming.headers, settings.wrongTokenStatus),
      fault,
    );
    sendAnswer(response, answer, fault, settings.latencyMs);
  }

  let server = await listen(handle, host, port);
  const listeningPort = portOf(server);
  const urlHost = host.includes(":") ? `[${host}]` : host;

  return {
    baseUrl: `http://${urlHost}:${listeningPort}`,
    get token() {
      return access.token;
    },
    foreignToken: access.foreignToken,
    now,
    get settings() {
      return settings;
    },
    faults: faults.book,
    requests: requests.log,
    get size() {
      return shelf.size;
    },
    put: (execution) => shelf.put(execution),
    putAll(executions) {
      for (const execution of executions) shelf.put(execution);
    },
    remove: (id) => shelf.remove(id),
    find: (id) => shelf.find(id),
    all: () => shelf.all(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    clear: () => shelf.clear(),
    highestNumberOf: (jobName) => shelf.highestNumberOf(jobName),
    configure(next) {
      settings = { ...settings, ...next };
    },
    setToken: (next) => access.setToken(next),
    expireToken: () => access.expireToken(),
    goDown: () => close(server),
    async comeBack() {
      if (!server.listening) server = await listen(handle, host, listeningPort);
    },
    stop: () => close(server),
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function listen(handle: Handler, host: string, port: number): Promise<Server> {
  const server = createServer(handle);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The simulated lab listens on no port");
  return address.port;
}
