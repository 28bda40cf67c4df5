import type { JsonObject } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import type { Channel } from "../world/channel.ts";
import type { SlackMessage } from "../world/entities.ts";
import { SlackApiError } from "./api-error.ts";
import type { ApiCall, ApiMethod } from "./api-method.ts";
import { joinedChannel, page, requireScope, scopeFor } from "./api-method.ts";
import { messageJson } from "./message-json.ts";

const readable = (call: ApiCall): Channel => {
  const channel = joinedChannel(call);
  requireScope(call.grant, [scopeFor(channel, "history")]);
  return channel;
};

/** Messages between `oldest` and `latest`, which are left out themselves unless `inclusive`. */
const within = (call: ApiCall, messages: readonly SlackMessage[]): SlackMessage[] => {
  const [oldest, latest] = ["oldest", "latest"].map((name) => {
    const text = call.args.text(name);
    if (text !== undefined && !Number.isFinite(Number(text))) throw new SlackApiError(`invalid_ts_${name}`);
    return text === undefined ? undefined : Number(text);
  });
  const inclusive = call.args.flag("inclusive") === true;
  return messages.filter((message) => {
    const ts = Number(message.ts);
    const afterOldest = oldest === undefined || oldest === 0 || ts > oldest || (inclusive && ts === oldest);
    return afterOldest && (latest === undefined || ts < latest || (inclusive && ts === latest));
  });
};

const answer = (call: ApiCall, channel: Channel, messages: readonly SlackMessage[]): JsonObject => {
  const asked = call.args.number("limit", LIMITS.pageDefault, LIMITS.pageMax);
  const limit = call.services.readsSeldom() ? Math.min(asked, LIMITS.seldomPage) : asked;
  const { items, nextCursor } = page(messages, call.args, limit);
  const detail = call.args.flag("include_all_metadata") === true ? "all" : "plain";
  return {
    messages: items.map((message) => messageJson(call.world, channel, message, detail)),
    has_more: nextCursor !== "",
    response_metadata: { next_cursor: nextCursor },
  };
};

/** Newest first. @see https://docs.slack.dev/reference/methods/conversations.history */
const history = (call: ApiCall): JsonObject => {
  const channel = readable(call);
  return answer(call, channel, within(call, channel.messages).toReversed());
};

/** The root, then its replies, oldest first. @see https://docs.slack.dev/reference/methods/conversations.replies */
const replies = (call: ApiCall): JsonObject => {
  const channel = readable(call);
  const asked = channel.find(call.args.required("ts"));
  const rootTs = asked?.threadTs ?? asked?.ts ?? call.args.required("ts");
  const root = channel.find(rootTs);
  const thread = channel.thread(rootTs);
  if (root === undefined && thread.length === 0) throw new SlackApiError("thread_not_found");
  const messages = within(call, thread);
  return answer(call, channel, root === undefined ? messages : [root, ...messages]);
};

const anyHistory = ["channels:history", "groups:history", "im:history", "mpim:history"];

export const conversationHistoryMethods: Readonly<Record<string, ApiMethod>> = {
  "conversations.history": { token: "bot", tier: "tier3", scopes: anyHistory, readsMessages: true, run: history },
  "conversations.replies": { token: "bot", tier: "tier3", scopes: anyHistory, readsMessages: true, run: replies },
};
