import { keepNewest } from "../../snapshot/keep-newest.ts";
import type { AccessTokens } from "../login/access-tokens.ts";
import type { Conversation } from "../world/conversation.ts";
import { Channel } from "../world/conversation.ts";
import type { TeamsMessage } from "../world/message.ts";
import type { Team } from "../world/team.ts";
import type { TeamsWorld } from "../world/teams-world.ts";
import type {
  ChatSnapshot,
  PlaceSnapshot,
  TeamsChannelSnapshot,
  TeamsMessageSnapshot,
  TeamSnapshot,
  TeamsSnapshot,
} from "./teams-snapshot.ts";

/** How much a snapshot holds at most. */
export interface TeamsSnapshotBounds {
  /**
   * The newest messages of all places, and as many notices; roots of kept replies come on top. Everything unless given.
   */
  readonly messages?: number;
}

/** Takes down everything that a simulated Teams holds. It shares nothing with it that changes. */
export const takeTeamsSnapshot = (
  world: TeamsWorld,
  tokens: AccessTokens,
  { messages: kept = Number.POSITIVE_INFINITY }: TeamsSnapshotBounds = {},
): TeamsSnapshot => {
  const places = [...world.conversations.values()];
  const newest = keepNewest(
    places.flatMap(({ allMessages }) => allMessages),
    kept,
    ({ id, rootId }) => ({ at: Number(id), ...(rootId === undefined ? {} : { below: Number(rootId) }) }),
  );
  const messages = new Set(newest);
  return {
    v: 1,
    bot: { ...world.bot },
    lastMessageMs: world.identifiers.lastMessageMs,
    accessTokens: tokens.alive(),
    users: [...world.users.values()],
    teams: [...world.teams.values()].map(teamOf),
    channels: places.flatMap((place) => (place instanceof Channel ? [channelOf(place, messages)] : [])),
    chats: places.flatMap((place) => (place.kind === "channel" ? [] : [chatOf(place, place.kind, messages)])),
    notices: kept >= world.notices.length ? [...world.notices] : world.notices.slice(world.notices.length - kept),
    disabledTenants: [...world.disabledTenants],
  };
};

const teamOf = ({ id, tenantId, aadGroupId, name, members, installed, archived, deleted }: Team): TeamSnapshot => ({
  id,
  tenantId,
  aadGroupId,
  name,
  members: [...members],
  installed,
  archived,
  deleted,
});

const placeOf = (place: Conversation, messages: ReadonlySet<TeamsMessage>): PlaceSnapshot => ({
  id: place.id,
  name: place.name,
  installed: place.installed,
  ...(place.barred === undefined ? {} : { barred: place.barred }),
  deleted: place.deleted,
  messages: place.allMessages.filter((message) => messages.has(message)).map(messageOf),
});

const channelOf = (channel: Channel, messages: ReadonlySet<TeamsMessage>): TeamsChannelSnapshot => ({
  ...placeOf(channel, messages),
  teamId: channel.team.id,
  type: channel.type,
  ...(channel.type === "standard" ? {} : { members: [...channel.members] }),
});

const chatOf = (chat: Conversation, kind: ChatSnapshot["kind"], messages: ReadonlySet<TeamsMessage>): ChatSnapshot => ({
  ...placeOf(chat, messages),
  kind,
  tenantId: chat.tenantId,
  members: [...chat.members],
});

const messageOf = (message: TeamsMessage): TeamsMessageSnapshot => ({
  id: message.id,
  conversationId: message.conversationId,
  ...(message.rootId === undefined ? {} : { rootId: message.rootId }),
  from: message.from,
  versions: message.versions.map(({ at, activity }) => ({ at, activity })),
  views: Object.fromEntries(message.views),
  deleted: message.deleted,
});
