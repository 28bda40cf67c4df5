import type { JsonObject } from "../../slack/json-value.ts";
import { LIMITS } from "../limits.ts";
import type { Team, TeamsUser } from "../world/team.ts";
import type { ConnectorCall } from "./connector-call.ts";
import type { ConnectorContext } from "./connector-context.ts";
import { badArgument, refusals } from "./connector-error.ts";
import { findConversation } from "./find-conversation.ts";
import type { Answer } from "./serve-call.ts";

/** A member as the roster shows one. */
const memberJson = (user: TeamsUser): JsonObject => {
  const [givenName = "", ...surname] = user.name.split(" ");
  return {
    id: user.id,
    objectId: user.aadObjectId,
    aadObjectId: user.aadObjectId,
    name: user.name,
    givenName,
    surname: surname.join(" "),
    email: user.userPrincipalName,
    userPrincipalName: user.userPrincipalName,
    tenantId: user.tenantId,
    userRole: "user",
  };
};

const membersOf = ({ world }: ConnectorContext, call: ConnectorCall): readonly TeamsUser[] => {
  const { members } = findConversation(world, call.conversationId ?? "").conversation;
  return [...members].map((id) => world.user(id));
};

/** Everybody in a conversation at once. */
export const allMembers = (context: ConnectorContext, call: ConnectorCall): Answer => ({
  status: 200,
  body: membersOf(context, call).map(memberJson),
});

/**
 * One page of the people in a conversation.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
 */
export const pagedMembers = (context: ConnectorContext, call: ConnectorCall): Answer => {
  const members = membersOf(context, call);
  const size = Number(call.query.get("pageSize") ?? LIMITS.membersPage);
  const start = Number(call.query.get("continuationToken") ?? 0);
  if (!Number.isInteger(size) || size < 1 || !Number.isInteger(start) || start < 0)
    throw badArgument("pageSize or continuationToken is invalid.");
  const end = start + Math.min(size, LIMITS.membersPage);
  return {
    status: 200,
    body: {
      members: members.slice(start, end).map(memberJson),
      ...(end < members.length ? { continuationToken: String(end) } : {}),
    },
  };
};

/** One member, by id or by object id. */
export const oneMember = (context: ConnectorContext, call: ConnectorCall): Answer => {
  const isMeant = ({ id, aadObjectId }: TeamsUser): boolean => [id, aadObjectId].includes(call.memberId ?? "");
  const member = membersOf(context, call).find(isMeant);
  if (member) return { status: 200, body: memberJson(member) };
  throw refusals.memberNotFound();
};

const findTeam = ({ world }: ConnectorContext, call: ConnectorCall): Team => {
  const team = world.teams.get(call.teamId ?? "");
  if (team === undefined || team.deleted) throw refusals.conversationNotFound();
  if (world.disabledTenants.has(team.tenantId)) throw refusals.disabledByAdmin();
  if (!team.installed) throw refusals.botNotInRoster();
  return team;
};

/** A team's particulars. */
export const teamDetails = (context: ConnectorContext, call: ConnectorCall): Answer => {
  const team = findTeam(context, call);
  const { id, name, aadGroupId, tenantId, members } = team;
  const channels = context.world.channelsOf(team).filter(({ deleted }) => !deleted);
  const counts = { channelCount: channels.length, memberCount: members.size };
  return { status: 200, body: { id, name, type: "standard", aadGroupId, tenantId, ...counts } };
};

/**
 * A team's channels, as far as the bot is in them. General has no name, because clients translate it.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#get-the-list-of-channels-in-a-team
 */
export const teamChannels = (context: ConnectorContext, call: ConnectorCall): Answer => {
  const team = findTeam(context, call);
  const channels = context.world.channelsOf(team).filter((one) => !one.deleted && context.world.hasBot(one));
  const conversations = channels.map(({ id, name, type }) => (id === team.id ? { id, type } : { id, name, type }));
  return { status: 200, body: { conversations } };
};
