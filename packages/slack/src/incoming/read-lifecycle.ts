import type { Conversation } from "@perfecto-bot/domain";
import type { LifecycleEvent } from "@perfecto-bot/pipeline";

/** The fields of Slack's lifecycle events that are read. `channel` is an id, or an object in a rename. */
export interface SlackEventFields {
  readonly type: string;
  readonly channel?: unknown;
  readonly user?: unknown;
  readonly old_channel_id?: unknown;
  readonly new_channel_id?: unknown;
}

/**
 * What an event says about a place, or nothing. Pure. Installations that end are read elsewhere: they name no place.
 * @see https://docs.slack.dev/reference/events
 */
export function readLifecycle(
  event: SlackEventFields,
  workspace: string,
  botUserId: string,
): LifecycleEvent | undefined {
  const at = (id: unknown): Conversation | undefined =>
    typeof id === "string" && id !== "" ? { channel: "slack", workspace, id } : undefined;
  const conversation = at(event.channel);
  switch (event.type) {
    case "channel_archive":
    case "group_archive":
      return conversation && { kind: "conversation-unavailable", conversation, detail: "The channel was archived." };
    case "channel_unarchive":
    case "group_unarchive":
      return conversation && { kind: "conversation-available", conversation };
    case "channel_deleted":
    case "group_deleted":
      return conversation && { kind: "conversation-gone", conversation, detail: "The channel was deleted." };
    case "channel_rename":
    case "group_rename":
      return readRename(event.channel, at);
    case "channel_id_changed": {
      const from = at(event.old_channel_id);
      const to = at(event.new_channel_id);
      return from && to && { kind: "conversation-moved", from, to };
    }
    case "channel_left":
    case "group_left":
      return conversation && { kind: "conversation-unavailable", conversation, detail: REMOVED };
    case "member_left_channel":
      if (event.user !== botUserId || conversation === undefined) return undefined;
      return { kind: "conversation-unavailable", conversation, detail: REMOVED };
    case "member_joined_channel":
      if (event.user !== botUserId || conversation === undefined) return undefined;
      return { kind: "conversation-available", conversation };
    default:
      return undefined;
  }
}

const REMOVED = "The bot was removed from the channel.";

function readRename(channel: unknown, at: (id: unknown) => Conversation | undefined): LifecycleEvent | undefined {
  if (typeof channel !== "object" || channel === null || !("id" in channel) || !("name" in channel)) return undefined;
  const conversation = at(channel.id);
  if (conversation === undefined || typeof channel.name !== "string") return undefined;
  return { kind: "conversation-renamed", conversation, name: channel.name };
}
