import type { JsonObject } from "../json-value.ts";
import type { Channel, StoredMessage } from "../world/channel.ts";
import type { SlackUser, Workspace } from "../world/entities.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import type { SlackContext } from "./slack-context.ts";
import { channelNamed } from "./slack-context.ts";
import { tellEvent } from "./tell-event.ts";

/** Something a person writes. */
export interface SayInput {
  readonly user: string;
  /** A channel's id or name; for a direct message to the bot leave it out. */
  readonly channel?: string;
  readonly text: string;
  /** The root of the thread it is a reply in. */
  readonly threadTs?: string;
}

/** The receipt of what a person wrote, and the message as stored. */
export interface SayReceipt extends Receipt {
  readonly message: StoredMessage;
}

/**
 * Writes a message. The app hears of it as `message.im` in a direct message, and as `app_mention` where the bot is
 * mentioned in a channel it is in.
 *
 * @see https://docs.slack.dev/reference/events/app_mention
 * @see https://docs.slack.dev/reference/events/message.im
 */
export const say = async (context: SlackContext, input: SayInput): Promise<SayReceipt> => {
  const { world } = context;
  const { user, workspace } = world.person(input.user);
  const channel =
    input.channel === undefined ? world.directMessage(workspace, user.id) : channelNamed(world, input.channel);
  const message = world.post(channel, {
    userId: user.id,
    text: input.text,
    ...(input.threadTs === undefined ? {} : { threadTs: input.threadTs }),
  });
  return { ...(await tellOf(context, workspace, channel, user, message)), message };
};

const tellOf = async (
  context: SlackContext,
  workspace: Workspace,
  channel: Channel,
  user: SlackUser,
  message: StoredMessage,
): Promise<Receipt> => {
  const event: JsonObject = {
    user: user.id,
    text: message.text,
    ts: message.ts,
    event_ts: message.ts,
    team: workspace.id,
    channel: channel.id,
    client_msg_id: crypto.randomUUID(),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  };
  if (channel.kind === "im") {
    const direct = { type: "message", channel_type: "im", ...event };
    return tellEvent(context, workspace, { event: direct, scopes: ["im:history"] });
  }
  if (!message.text.includes(`<@${workspace.botUserId}>`)) return notSent("the bot is not mentioned");
  if (!channel.members.has(workspace.botUserId)) return notSent("the bot is not in the channel");
  return tellEvent(context, workspace, { event: { type: "app_mention", ...event }, scopes: ["app_mentions:read"] });
};
