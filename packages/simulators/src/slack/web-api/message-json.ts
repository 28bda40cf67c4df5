import type { JsonObject } from "../json-value.ts";
import type { Channel } from "../world/channel.ts";
import type { SlackFile, SlackMessage } from "../world/entities.ts";
import type { SlackWorld } from "../world/slack-world.ts";

/** A file as Slack writes it in answers. */
export const fileJson = (file: SlackFile): JsonObject => ({
  id: file.id,
  name: file.name,
  title: file.title,
  size: file.length,
});

/**
 * A message as Slack writes it in answers and payloads.
 *
 * @param detail `all` adds the metadata's payload, which other answers leave out.
 * @see https://docs.slack.dev/messaging/message-metadata
 */
export const messageJson = (
  world: SlackWorld,
  channel: Channel,
  message: SlackMessage,
  detail: "plain" | "all" = "plain",
): JsonObject => {
  const replies = message.threadTs === undefined ? channel.thread(message.ts) : [];
  const { metadata } = message;
  const edited = message.versions.length > 1;
  return {
    type: "message",
    ...(message.broadcast ? { subtype: "thread_broadcast" } : {}),
    user: message.userId,
    ...(message.botId === undefined ? {} : { bot_id: message.botId, app_id: world.app.id }),
    team: channel.teamId,
    text: message.text,
    ts: message.ts,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
    ...(message.files.length === 0 ? {} : { files: message.files.map(fileJson) }),
    ...(edited
      ? { edited: { user: message.userId, ts: `${Math.floor((message.versions.at(-1)?.at ?? 0) / 1000)}.000000` } }
      : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(replies.length === 0
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.userId))],
          latest_reply: replies.at(-1)?.ts ?? "",
        }),
    ...(message.reactions.length === 0
      ? {}
      : { reactions: message.reactions.map(({ name, userId }) => ({ name, users: [userId], count: 1 })) }),
    ...(metadata === undefined
      ? {}
      : { metadata: detail === "all" ? metadata : { event_type: metadata["event_type"] ?? "" } }),
  };
};
