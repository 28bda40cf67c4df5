import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { sendJson, sendText } from "../../slack/http-exchange.ts";
import type { JsonObject } from "../../slack/json-value.ts";
import type { FaultBehaviour, Faults } from "../faults.ts";
import type { ConnectorCall } from "./connector-call.ts";
import { ConnectorError, refusals } from "./connector-error.ts";
import type { LoggedRequest } from "./request-log.ts";

/** What Teams answers. */
export interface Answer {
  readonly status: number;
  readonly body?: JsonObject | JsonObject[];
  readonly headers?: Readonly<Record<string, string>>;
  /** The error code, where it is a refusal. */
  readonly error?: string;
}

/** What serving any call needs. */
export interface CallServices {
  readonly faults: Faults;
  readonly now: () => number;
  readonly log: (request: LoggedRequest) => void;
  /** Ends the waits of slow answers when the simulator stops. */
  readonly stopping: AbortSignal;
}

/** A refusal as an answer. */
export const refuse = (error: ConnectorError, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: error.status,
  body: error.body,
  error: error.code,
  headers,
});

/**
 * Serves one call: a scripted fault if one strikes, else what `carryOut` answers.
 *
 * @param carryOut does what was asked, after so many milliseconds
 */
export const serveCall = async (
  services: CallServices,
  call: ConnectorCall,
  response: ServerResponse,
  carryOut: (delayMs: number) => Promise<Answer>,
): Promise<void> => {
  const fault = services.faults.strike(call);
  const log = (entry: Pick<LoggedRequest, "ok" | "error" | "status" | "retryAfterS">): void =>
    services.log({
      ...logHead(call),
      at: services.now(),
      ...(fault === undefined ? {} : { fault: fault.kind }),
      ...entry,
    });

  if (fault === undefined || fault.kind === "slow") {
    const answer = await carryOut(fault?.delayMs ?? 0);
    const { status, error, headers } = answer;
    log({ ok: status < 400, status, ...(error === undefined ? {} : { error }), ...waitSaid(headers?.["retry-after"]) });
    send(response, answer);
    return;
  }
  const carriedOut = isAccepted(fault) ? await carryOut(0) : undefined;
  const sent = misbehave(response, fault);
  const error = fault.kind === "error" ? fault.code : undefined;
  log({
    ok: carriedOut !== undefined && carriedOut.status < 400,
    ...(error === undefined ? {} : { error }),
    ...(sent === undefined ? {} : { status: sent }),
    ...waitSaid(fault.kind === "rate-limited" ? fault.retryAfterS : undefined),
  });
};

const waitSaid = (retryAfterS: string | number | undefined): Pick<LoggedRequest, "retryAfterS"> =>
  retryAfterS === undefined ? {} : { retryAfterS: Number(retryAfterS) };

/** Waits in real time, but not longer than the simulator runs. */
export const pause = async (services: CallServices, delayMs: number): Promise<void> => {
  await delay(delayMs, undefined, { signal: services.stopping }).catch(() => undefined);
};

const logHead = (call: ConnectorCall) => ({
  operation: call.operation,
  method: call.method,
  path: call.path,
  ...(call.conversationId === undefined ? {} : { conversationId: call.conversationId }),
  ...(call.activityId === undefined ? {} : { activityId: call.activityId }),
  ...(call.body === undefined || call.operation === "token" ? {} : { body: call.body }),
});

const isAccepted = (fault: FaultBehaviour): boolean =>
  fault.kind === "lost-answer" || fault.kind === "hang-after-acceptance" || ("accepted" in fault && fault.accepted);

const send = (response: ServerResponse, { status, body, headers }: Answer): void => {
  if (body === undefined) response.writeHead(status, headers ?? {}).end();
  else if (Array.isArray(body)) sendText(response, status, JSON.stringify(body), "application/json");
  else sendJson(response, status, body, headers);
};

/** @returns the status sent, if one was. */
const misbehave = (response: ServerResponse, fault: FaultBehaviour): number | undefined => {
  switch (fault.kind) {
    case "status":
      sendText(response, fault.status, `upstream error ${fault.status}`);
      return fault.status;
    case "error": {
      const { status, code, message = "The simulated Teams was told to refuse this.", form } = fault;
      send(response, refuse(new ConnectorError(status, code, message, form)));
      return status;
    }
    case "rate-limited": {
      const headers = fault.retryAfterS === undefined ? {} : { "retry-after": String(fault.retryAfterS) };
      send(response, refuse(refusals.throttled(), headers));
      return 429;
    }
    case "html":
      sendText(response, 200, "<!doctype html><title>Teams</title><h1>Something went wrong</h1>", "text/html");
      return 200;
    case "lost-answer":
    case "lost-request":
      response.socket?.destroy();
      return undefined;
    case "reset":
      response.socket?.resetAndDestroy();
      return undefined;
    case "hang":
    case "hang-after-acceptance":
    case "slow":
  }
  return undefined;
};
