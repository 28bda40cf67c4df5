import type { SlackEventFields } from "./read-lifecycle.ts";

/** Something a person said to the bot. */
export interface Spoken {
  readonly channelId: string;
  readonly person: string;
  /** As Slack escapes it. */
  readonly text: string;
  readonly threadTs?: string;
}

interface MessageFields extends SlackEventFields {
  readonly channel_type?: unknown;
  readonly subtype?: unknown;
  readonly bot_id?: unknown;
  readonly text?: unknown;
  readonly thread_ts?: unknown;
}

/**
 * A mention in a channel, or a direct message; nothing for everything else: edits, joins and other bots' messages
 * arrive as messages, too.
 * @see https://docs.slack.dev/reference/events/app_mention
 * @see https://docs.slack.dev/reference/events/message.im
 */
export function readSpoken(event: MessageFields): Spoken | undefined {
  const { type, channel, user, text, thread_ts: threadTs } = event;
  const isDirect = type === "message" && event.channel_type === "im";
  if (type !== "app_mention" && !isDirect) return undefined;
  if (event.subtype !== undefined || event.bot_id !== undefined) return undefined;
  if (typeof channel !== "string" || typeof user !== "string" || typeof text !== "string") return undefined;
  return { channelId: channel, person: user, text, ...(typeof threadTs === "string" ? { threadTs } : {}) };
}
