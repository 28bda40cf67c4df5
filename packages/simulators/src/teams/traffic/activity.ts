import type { JsonObject } from "../../slack/json-value.ts";
import { Channel } from "../world/conversation.ts";
import type { Conversation } from "../world/conversation.ts";
import type { Team, TeamsUser } from "../world/team.ts";
import type { TeamsContext } from "./teams-context.ts";

/** What every activity about a conversation begins with. */
export interface ActivityInput {
  readonly type: "message" | "invoke" | "conversationUpdate" | "installationUpdate";
  readonly conversation: Conversation;
  readonly user: TeamsUser;
  /** A message's id; made up for events and invokes. */
  readonly id?: string;
  /** A thread's id where the conversation is a channel; the channel's own unless given. */
  readonly conversationId?: string;
}

const localTime = (nowMs: number, timeZone: string): string => {
  const options = { timeZone, timeZoneName: "longOffset" } as const;
  const parts = new Intl.DateTimeFormat("en-US", options).formatToParts(nowMs);
  const offset = (parts.find(({ type }) => type === "timeZoneName")?.value ?? "").replace("GMT", "") || "+00:00";
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  const shiftMs = (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  return new Date(nowMs + shiftMs).toISOString().replace("Z", offset);
};

/** A team as channel data names it. */
export const teamData = ({ id, name, aadGroupId, tenantId }: Team): JsonObject => ({ id, name, aadGroupId, tenantId });

/** Tenant, team and channel, as far as a conversation has them. */
export const channelDataOf = (conversation: Conversation): JsonObject => {
  const tenant = { id: conversation.tenantId };
  if (!(conversation instanceof Channel)) return { tenant };
  const { id, team } = conversation;
  return { teamsChannelId: id, teamsTeamId: team.id, channel: { id }, team: { id: team.id }, tenant };
};

/**
 * An activity without its content.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */
export const activityHead = ({ world, traffic }: TeamsContext, input: ActivityInput): JsonObject => {
  const { type, conversation, user } = input;
  const { kind, tenantId, name } = conversation;
  const nowMs = world.now();
  const [, country = "US"] = user.locale.split("-");
  return {
    type,
    id: input.id ?? world.identifiers.event(),
    timestamp: new Date(nowMs).toISOString(),
    localTimestamp: localTime(nowMs, user.timeZone),
    localTimezone: user.timeZone,
    serviceUrl: traffic.serviceUrl,
    channelId: "msteams",
    from: { id: user.id, name: user.name, aadObjectId: user.aadObjectId },
    conversation: {
      id: input.conversationId ?? conversation.id,
      conversationType: kind,
      tenantId,
      ...(kind === "personal" ? {} : { isGroup: true }),
      ...(kind === "groupChat" ? { name } : {}),
    },
    recipient: { ...world.botAccount },
    entities: [{ type: "clientInfo", locale: user.locale, country, platform: "Web", timezone: user.timeZone }],
    channelData: channelDataOf(conversation),
    locale: user.locale,
  };
};
