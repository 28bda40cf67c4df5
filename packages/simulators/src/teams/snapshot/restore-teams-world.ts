import { checkSnapshot } from "../../snapshot/check-snapshot.ts";
import { SnapshotError } from "../../snapshot/snapshot-error.ts";
import { Channel, Conversation } from "../world/conversation.ts";
import { Identifiers } from "../world/identifiers.ts";
import { TeamsMessage, versionOf } from "../world/message.ts";
import { Team } from "../world/team.ts";
import { TeamsWorld } from "../world/teams-world.ts";
import type { PlaceSnapshot, TeamsMessageSnapshot, TeamSnapshot, TeamsSnapshot } from "./teams-snapshot.ts";
import { teamsSnapshotShape } from "./teams-snapshot-shape.ts";

const taken = "the simulated Teams";

/**
 * A world that holds what a snapshot says, and hands out new ids only.
 *
 * @throws SnapshotError where the snapshot is of another version or shape, or names what is not in it.
 */
export const restoreTeamsWorld = (snapshot: TeamsSnapshot, now: () => number): TeamsWorld => {
  checkSnapshot(taken, teamsSnapshotShape, snapshot);
  const world = new TeamsWorld({ ...snapshot.bot }, now, new Identifiers(snapshot.lastMessageMs));
  for (const user of snapshot.users) world.users.set(user.id, user);
  for (const team of snapshot.teams) world.teams.set(team.id, teamOf(team));
  for (const one of snapshot.channels) {
    const { id, name, type, members } = one;
    const team = world.teams.get(one.teamId);
    if (team === undefined)
      throw new SnapshotError(taken, `channel ${id} is of team ${one.teamId}, which is not in it`);
    const own = members === undefined ? {} : { members: new Set(members) };
    world.addConversation(fill(new Channel({ id, name, team, type, ...own }), one));
  }
  for (const one of snapshot.chats) {
    const { id, name, kind, tenantId, members } = one;
    world.addConversation(fill(new Conversation({ id, name, kind, tenantId, members: new Set(members) }), one));
  }
  world.notices.push(...snapshot.notices);
  for (const tenantId of snapshot.disabledTenants) world.disabledTenants.add(tenantId);
  return world;
};

const teamOf = ({ installed, archived, deleted, ...fields }: TeamSnapshot): Team =>
  Object.assign(new Team(fields), { installed, archived, deleted });

const fill = <Kind extends Conversation>(
  place: Kind,
  { installed, deleted, barred, messages }: PlaceSnapshot,
): Kind => {
  place.installed = installed;
  place.deleted = deleted;
  place.barred = barred;
  for (const message of messages) place.append(messageOf(message));
  return place;
};

const messageOf = ({ versions, views, deleted, ...fields }: TeamsMessageSnapshot): TeamsMessage => {
  const [first, ...later] = versions.map(({ activity, at }) => versionOf(activity, at));
  if (first === undefined) throw new SnapshotError(taken, `message ${fields.id} has no version`);
  const message = new TeamsMessage(fields, first);
  for (const version of later) message.revise(version);
  for (const [userId, card] of Object.entries(views)) message.views.set(userId, card);
  message.deleted = deleted;
  return message;
};
