import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../../slack/http-exchange.ts";
import { parseJson } from "../../slack/json-value.ts";
import { parseConversationId } from "../world/identifiers.ts";
import type { ConnectorCall, Operation } from "./connector-call.ts";
import { routeCall } from "./connector-call.ts";
import type { ConnectorContext } from "./connector-context.ts";
import { ConnectorError, refusals } from "./connector-error.ts";
import { createConversation, placeOfCreate } from "./create-conversation.ts";
import { refuseTooBig } from "./read-activity.ts";
import { allMembers, oneMember, pagedMembers, teamChannels, teamDetails } from "./read-places.ts";
import type { Answer } from "./serve-call.ts";
import { pause, refuse, serveCall } from "./serve-call.ts";
import { deleteActivity, sendActivity, updateActivity } from "./write-activity.ts";

type Carry = (context: ConnectorContext, call: ConnectorCall) => Answer;

const operations: Readonly<Record<Exclude<Operation, "token" | "unknown">, Carry>> = {
  create: createConversation,
  send: sendActivity,
  reply: sendActivity,
  update: updateActivity,
  delete: deleteActivity,
  "paged-members": pagedMembers,
  members: allMembers,
  member: oneMember,
  team: teamDetails,
  "team-channels": teamChannels,
};
const writes: ReadonlySet<Operation> = new Set(["create", "send", "reply", "update", "delete"]);

/** Serves one request to the Bot Connector: a scripted fault if one strikes, else Teams' own answer. */
export const handleConnectorRequest = async (
  context: ConnectorContext,
  request: IncomingMessage,
  response: ServerResponse,
  address: URL,
): Promise<void> => {
  const text = (await readBody(request)).toString();
  const method = request.method ?? "GET";
  const path = address.pathname.replace(/^.*?\/v3\//, "");
  const call: ConnectorCall = {
    ...routeCall(method, path),
    method,
    path: address.pathname + address.search,
    query: address.searchParams,
    text,
    body: parseJson(text),
  };
  const { authorization } = request.headers;
  await serveCall(context, call, response, (delayMs) => carryOut(context, call, authorization, delayMs));
};

/** Holds the conversation while a write is at work in it: a second one meanwhile is refused. */
const carryOut = async (
  context: ConnectorContext,
  call: ConnectorCall,
  authorization: string | undefined,
  delayMs: number,
): Promise<Answer> => {
  const { busy, settings } = context;
  const place = placeOf(call);
  const isWrite = writes.has(call.operation);
  if (isWrite && busy.has(place)) return refuse(refusals.precondition());
  if (isWrite) busy.add(place);
  try {
    await pause(context, delayMs + (isWrite ? settings.writeMs : 0));
    return answerCall(context, call, authorization, place);
  } finally {
    if (isWrite) busy.delete(place);
  }
};

/** Token, then rate limits, then size, then the operation itself. */
const answerCall: (
  context: ConnectorContext,
  call: ConnectorCall,
  authorization: string | undefined,
  place: string,
) => Answer = (context, call, authorization, place) => {
  const { operation } = call;
  if (operation === "unknown" || operation === "token")
    return {
      status: 404,
      error: "NotFound",
      body: { message: `No HTTP resource was found that matches ${call.path}.` },
    };
  if (context.settings.authentication && !context.tokens.isValid(authorization))
    return { status: 401, error: "Unauthorized", body: { message: "Authorization has been denied for this request." } };
  const tenantId = context.world.conversations.get(place)?.tenantId ?? context.world.bot.tenantId;
  const waitMs = context.rateLimits.take(operation, place, tenantId);
  if (waitMs !== undefined) {
    // Whole seconds; a bot that waits less would be refused again.
    return refuse(refusals.throttled(), { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1_000))) });
  }
  try {
    refuseTooBig(call);
    return operations[operation](context, call);
  } catch (error) {
    if (error instanceof ConnectorError) return refuse(error);
    throw error;
  }
};

/** The channel (with all its threads), chat, person or team a call is counted against. */
const placeOf = (call: ConnectorCall): string => {
  if (call.operation === "create") return placeOfCreate(call);
  return call.teamId ?? parseConversationId(call.conversationId ?? "").place;
};
