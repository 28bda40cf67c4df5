import type { JsonObject } from "../../slack/json-value.ts";
import type { AccessToken } from "../login/access-tokens.ts";
import type { Channel, Conversation } from "../world/conversation.ts";
import type { Notice } from "../world/event-hub.ts";
import type { MessageVersion, TeamsMessage } from "../world/message.ts";
import type { Team, TeamsUser } from "../world/team.ts";
import type { BotIdentity } from "../world/teams-world.ts";

/**
 * Everything people and the bot find again in a simulated Teams that was stopped: plain JSON. Secrets are in it. Dialogs,
 * logs, faults, rate limits and signing keys (the bot asks for these again) are not.
 */
export interface TeamsSnapshot {
  readonly v: 1;
  readonly bot: BotIdentity;
  /** The newest message's id: its time in milliseconds since the epoch. */
  readonly lastMessageMs: number;
  readonly accessTokens: readonly AccessToken[];
  readonly users: readonly TeamsUser[];
  readonly teams: readonly TeamSnapshot[];
  readonly channels: readonly TeamsChannelSnapshot[];
  /** Group chats and chats with one person. */
  readonly chats: readonly ChatSnapshot[];
  readonly notices: readonly Notice[];
  readonly disabledTenants: readonly string[];
}

export interface TeamSnapshot extends Omit<Team, "members"> {
  readonly members: readonly string[];
}

export interface PlaceSnapshot extends Pick<Conversation, "id" | "name" | "installed" | "deleted"> {
  readonly barred?: NonNullable<Conversation["barred"]>;
  /** In order, replies and deleted ones included. */
  readonly messages: readonly TeamsMessageSnapshot[];
}

export interface TeamsChannelSnapshot extends PlaceSnapshot {
  readonly teamId: string;
  readonly type: Channel["type"];
  /** Of a private or shared channel; a standard one has its team's. */
  readonly members?: readonly string[];
}

export interface ChatSnapshot extends PlaceSnapshot {
  readonly kind: "groupChat" | "personal";
  readonly tenantId: string;
  readonly members: readonly string[];
}

export interface TeamsMessageSnapshot extends Pick<TeamsMessage, "id" | "conversationId" | "from" | "deleted"> {
  readonly rootId?: string;
  readonly versions: readonly Pick<MessageVersion, "at" | "activity">[];
  /** Cards that single persons see instead, by user id. */
  readonly views: Readonly<Record<string, JsonObject>>;
}
