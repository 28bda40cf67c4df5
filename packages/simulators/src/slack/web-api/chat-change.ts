import type { JsonObject } from "../json-value.ts";
import { objectOf } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import type { Channel, StoredMessage } from "../world/channel.ts";
import { SlackApiError } from "./api-error.ts";
import type { ApiCall, ApiMethod } from "./api-method.ts";
import { visibleChannel } from "./api-method.ts";
import { readContent, requireSomething } from "./message-content.ts";
import { messageJson } from "./message-json.ts";

/** The message a call is about, which must be the bot's own. */
const ownMessage = (call: ApiCall, refusal: string): { channel: Channel; message: StoredMessage } => {
  const channel = visibleChannel(call);
  const message = channel.find(call.args.required("ts"));
  if (message === undefined) throw new SlackApiError("message_not_found");
  if (message.userId !== call.workspace.botUserId) throw new SlackApiError(refusal);
  return { channel, message };
};

/**
 * Blocks that the call leaves out stay only if it brings no text; metadata that it leaves out always stays.
 *
 * @see https://docs.slack.dev/reference/methods/chat.update
 */
const update = (call: ApiCall): JsonObject => {
  const { world, args } = call;
  const { channel, message } = ownMessage(call, "cant_update_message");
  if (channel.archived) throw new SlackApiError("is_inactive");
  const change = readContent(world, call.workspace.id, args);
  if ((change.text?.length ?? 0) > LIMITS.updateText) throw new SlackApiError("msg_too_long");
  requireSomething(change);
  world.edit(message, {
    text: change.text ?? message.text,
    blocks: change.blocks ?? (change.text === undefined ? message.blocks : []),
    attachments: change.attachments ?? message.attachments,
    metadata: change.metadata ?? message.metadata,
  });
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: messageJson(world, channel, message),
  };
};

/** @see https://docs.slack.dev/reference/methods/chat.delete */
const remove = (call: ApiCall): JsonObject => {
  const { channel, message } = ownMessage(call, "cant_delete_message");
  call.world.remove(message);
  return { channel: channel.id, ts: message.ts };
};

/** @see https://docs.slack.dev/reference/methods/chat.getPermalink */
const getPermalink = (call: ApiCall): JsonObject => {
  const channel = visibleChannel(call);
  const ts = call.args.required("message_ts");
  const message = channel.find(ts);
  if (message === undefined) throw new SlackApiError("message_not_found");
  const thread = message.threadTs === undefined ? "" : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  const permalink = `https://${call.workspace.domain}.slack.com/archives/${channel.id}/p${ts.replace(".", "")}${thread}`;
  return { channel: channel.id, permalink };
};

/** @see https://docs.slack.dev/reference/methods/chat.unfurl */
const unfurl = (call: ApiCall): JsonObject => {
  const channel = visibleChannel(call);
  const message = channel.find(call.args.required("ts"));
  if (message === undefined) throw new SlackApiError("cannot_find_message");
  const unfurls = objectOf(call.args.json("unfurls"));
  if (Object.keys(unfurls).length === 0) throw new SlackApiError("missing_unfurls");
  message.unfurls = unfurls;
  call.world.events.emit("unfurl", message);
  return {};
};

/** @see https://docs.slack.dev/reference/methods/reactions.add */
const addReaction = (call: ApiCall): JsonObject => {
  const channel = visibleChannel(call);
  const message = channel.find(call.args.required("timestamp"));
  if (message === undefined) throw new SlackApiError("message_not_found");
  const name = call.args.required("name").replaceAll(":", "");
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackApiError("invalid_name");
  const userId = call.workspace.botUserId;
  if (message.reactions.some((reaction) => reaction.name === name && reaction.userId === userId)) {
    throw new SlackApiError("already_reacted");
  }
  message.reactions.push({ name, userId });
  call.world.events.emit("reaction", message);
  return {};
};

export const chatChangeMethods: Readonly<Record<string, ApiMethod>> = {
  "chat.update": { token: "bot", tier: "tier3", scopes: ["chat:write"], run: update },
  "chat.delete": { token: "bot", tier: "tier3", scopes: ["chat:write"], run: remove },
  "chat.getPermalink": { token: "bot", tier: "frequent", run: getPermalink },
  "chat.unfurl": { token: "bot", tier: "tier3", scopes: ["links:write"], run: unfurl },
  "reactions.add": { token: "bot", tier: "tier3", scopes: ["reactions:write"], run: addReaction },
};
