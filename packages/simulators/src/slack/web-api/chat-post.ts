import type { JsonObject } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import type { Channel } from "../world/channel.ts";
import { SlackApiError } from "./api-error.ts";
import type { ApiCall, ApiMethod } from "./api-method.ts";
import { visibleChannel } from "./api-method.ts";
import { readContent, requireSomething } from "./message-content.ts";
import { messageJson } from "./message-json.ts";

/** The conversation to post to. A user's id means the direct message with them. */
const target = (call: ApiCall): Channel => {
  const { world, workspace, args } = call;
  const user = workspace.users.get(args.text("channel") ?? "");
  const channel = user ? world.directMessage(workspace, user.id) : visibleChannel(call);
  if (channel.archived) throw new SlackApiError("is_archived");
  if (!channel.members.has(workspace.botUserId) && !call.grant.scopes.has("chat:write.public")) {
    throw new SlackApiError("not_in_channel");
  }
  return channel;
};

/** The root of the thread a call replies to: a reply's own `ts` stands for its root. */
const threadRoot = (call: ApiCall, channel: Channel): string | undefined => {
  const ts = call.args.text("thread_ts");
  if (ts === undefined) return undefined;
  const parent = channel.find(ts);
  if (parent === undefined) throw new SlackApiError("thread_not_found");
  return parent.threadTs ?? parent.ts;
};

/** @see https://docs.slack.dev/reference/methods/chat.postMessage */
const postMessage = (call: ApiCall): JsonObject => {
  const { world, workspace, args } = call;
  const channel = target(call);
  const content = readContent(world, workspace.id, args);
  requireSomething(content);
  const truncated = (content.text?.length ?? 0) > LIMITS.postText;
  const threadTs = threadRoot(call, channel);
  const unfurlLinks = args.flag("unfurl_links");
  const unfurlMedia = args.flag("unfurl_media");
  const message = world.post(channel, {
    ...content,
    ...(truncated ? { text: content.text?.slice(0, LIMITS.postText) ?? "" } : {}),
    userId: workspace.botUserId,
    botId: workspace.botId,
    broadcast: threadTs !== undefined && args.flag("reply_broadcast") === true,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(unfurlLinks === undefined ? {} : { unfurlLinks }),
    ...(unfurlMedia === undefined ? {} : { unfurlMedia }),
  });
  return {
    channel: channel.id,
    ts: message.ts,
    message: messageJson(world, channel, message),
    ...(truncated ? { warning: "message_truncated", response_metadata: { warnings: ["message_truncated"] } } : {}),
  };
};

/** @see https://docs.slack.dev/reference/methods/chat.postEphemeral */
const postEphemeral = (call: ApiCall): JsonObject => {
  const { world, workspace, args } = call;
  const channel = target(call);
  const userId = args.required("user");
  if (!workspace.users.has(userId) || !channel.members.has(userId)) throw new SlackApiError("user_not_in_channel");
  const { text, blocks, attachments } = readContent(world, workspace.id, args);
  requireSomething({ text: text ?? "", blocks: blocks ?? [], attachments: attachments ?? [] });
  const threadTs = threadRoot(call, channel);
  const ephemeral = world.whisper({
    channelId: channel.id,
    userId,
    from: "app",
    text: text ?? "",
    blocks: blocks ?? [],
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  return { message_ts: ephemeral.ts };
};

export const chatPostMethods: Readonly<Record<string, ApiMethod>> = {
  "chat.postMessage": { token: "bot", tier: "posting", scopes: ["chat:write"], run: postMessage },
  "chat.postEphemeral": { token: "bot", tier: "tier4", scopes: ["chat:write"], run: postEphemeral },
};
