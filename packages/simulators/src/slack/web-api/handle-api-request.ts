import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { FaultBehaviour, Faults } from "../faults.ts";
import { readBody, sendJson } from "../http-exchange.ts";
import { stringOf } from "../json-value.ts";
import type { ApiAnswer, ApiContext } from "./answer-call.ts";
import { answerCall } from "./answer-call.ts";
import { SlackApiError } from "./api-error.ts";
import type { CallArguments } from "./call-arguments.ts";
import { readArguments } from "./call-arguments.ts";
import { isCarriedOut, misbehave } from "./misbehave.ts";
import type { LoggedRequest } from "./request-log.ts";

/** What serving `/api/` needs. */
export interface ApiServer extends ApiContext {
  readonly faults: Faults;
  readonly log: (request: LoggedRequest) => void;
  /** Ends the waits of slow answers when the simulator stops. */
  readonly stopping: AbortSignal;
}

type LogEntry = Pick<LoggedRequest, "ok" | "error" | "status" | "retryAfterS">;

/** Serves one request to `/api/<method>`: a scripted fault if one strikes, else Slack's own answer. */
export const handleApiRequest = async (
  server: ApiServer,
  request: IncomingMessage,
  response: ServerResponse,
  address: URL,
): Promise<void> => {
  const name = address.pathname.replace(/^\/api\//, "");
  const body = await readBody(request);
  const contentType = request.headers["content-type"] ?? "";
  const { authorization } = request.headers;
  let args: CallArguments;
  try {
    args = await readArguments(address.searchParams, contentType, body, authorization);
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    sendJson(response, 200, { ok: false, error: error.code });
    return;
  }

  const fault = server.faults.strike(name, args.values);
  const teamId = args.token === undefined ? undefined : server.world.findToken(args.token)?.workspace.id;
  const log = (entry: LogEntry): void =>
    server.log({
      method: name,
      at: server.world.now(),
      args: args.values,
      ...(teamId === undefined ? {} : { teamId }),
      ...(fault === undefined ? {} : { fault: fault.kind }),
      ...entry,
    });
  const carryOut = (): ApiAnswer => answerCall(server, name, args, authorization);

  if (fault?.kind === "slow") await delay(fault.delayMs, undefined, { signal: server.stopping }).catch(() => undefined);
  if (fault === undefined || fault.kind === "slow") {
    send(response, carryOut(), log);
    return;
  }
  const carriedOut = isCarriedOut(fault) ? carryOut() : undefined;
  const ok = carriedOut?.kind === "answer" && carriedOut.body["ok"] === true;
  log({ ok, error: fault.kind === "error" ? fault.error : fault.kind, ...retryAfterOf(fault) });
  misbehave(response, fault);
};

const retryAfterOf = (fault: FaultBehaviour): Pick<LoggedRequest, "retryAfterS"> =>
  fault.kind === "rate-limited" && fault.retryAfterS !== undefined ? { retryAfterS: fault.retryAfterS } : {};

const send = (response: ServerResponse, answer: ApiAnswer, log: (entry: LogEntry) => void): void => {
  if (answer.kind === "rate-limited") {
    // Slack gives whole seconds; an app that waits less would be refused again.
    const retryAfterS = Math.max(1, Math.ceil(answer.waitMs / 1_000));
    log({ ok: false, error: "ratelimited", status: 429, retryAfterS });
    sendJson(response, 429, { ok: false, error: "ratelimited" }, { "retry-after": String(retryAfterS) });
    return;
  }
  const ok = answer.body["ok"] === true;
  log(ok ? { ok, status: 200 } : { ok, status: 200, error: stringOf(answer.body["error"]) });
  sendJson(response, 200, answer.body, answer.scopes === undefined ? {} : { "x-oauth-scopes": answer.scopes });
};
