import type { JsonObject } from "../../slack/json-value.ts";
import type { Channel } from "../world/conversation.ts";
import type { Team } from "../world/team.ts";
import type { ChannelSetup } from "../world/world-setup.ts";
import { addChannel } from "../world/world-setup.ts";
import { activityHead, teamData } from "./activity.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import { actor } from "./install.ts";
import type { TeamsContext } from "./teams-context.ts";

/** A channel that was made, and the receipt of its event. */
export interface ChannelReceipt extends Receipt {
  readonly channel: Channel;
}

/**
 * What happens to channels, teams and their members. Each changes the world and tells the bot where it is installed in
 * the team; each answers with the receipt of the event.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
 */
export const lifecycle = (context: TeamsContext) => {
  const { world, traffic } = context;

  const tell = async (team: Team, eventType: string, fields: JsonObject, channel?: Channel): Promise<Receipt> => {
    world.events.emit("place", channel ?? team);
    if (!team.installed) return notSent("the bot is not in the team");
    const conversation = world.channel(team.id);
    const user = actor(world, team.members, undefined);
    return traffic.send({
      ...activityHead(context, { type: "conversationUpdate", conversation, user }),
      ...fields,
      channelData: {
        ...(channel ? { channel: { id: channel.id, name: channel.name, type: channel.type } } : {}),
        team: teamData(team),
        eventType,
        tenant: { id: team.tenantId },
      },
    });
  };
  const channelEvent = (channel: Channel, eventType: string): Promise<Receipt> =>
    tell(channel.team, eventType, {}, channel);
  const memberEvent = (teamName: string, userName: string, added: boolean): Promise<Receipt> => {
    const team = world.team(teamName);
    const { id, aadObjectId } = world.user(userName);
    if (added) team.members.add(id);
    else team.members.delete(id);
    const list = [{ id, aadObjectId }];
    return added
      ? tell(team, "teamMemberAdded", { membersAdded: list })
      : tell(team, "teamMemberRemoved", { membersRemoved: list });
  };

  return {
    async channelCreated(input: ChannelSetup & { readonly team: string }): Promise<ChannelReceipt> {
      const { team, ...setup } = input;
      const channel = addChannel(world, world.team(team), setup);
      return { ...(await channelEvent(channel, "channelCreated")), channel };
    },
    channelRenamed(input: { readonly channel: string; readonly name: string }): Promise<Receipt> {
      const channel = world.channel(input.channel);
      channel.name = input.name;
      return channelEvent(channel, "channelRenamed");
    },
    channelDeleted(input: { readonly channel: string }): Promise<Receipt> {
      const channel = world.channel(input.channel);
      channel.deleted = true;
      return channelEvent(channel, "channelDeleted");
    },
    channelRestored(input: { readonly channel: string }): Promise<Receipt> {
      const channel = world.channel(input.channel);
      channel.deleted = false;
      return channelEvent(channel, "channelRestored");
    },
    teamRenamed(input: { readonly team: string; readonly name: string }): Promise<Receipt> {
      const team = world.team(input.team);
      team.name = input.name;
      return tell(team, "teamRenamed", {});
    },
    teamArchived(input: { readonly team: string }): Promise<Receipt> {
      const team = world.team(input.team);
      team.archived = true;
      return tell(team, "teamArchived", {});
    },
    teamUnarchived(input: { readonly team: string }): Promise<Receipt> {
      const team = world.team(input.team);
      team.archived = false;
      return tell(team, "teamUnarchived", {});
    },
    /** A hard deletion cannot be undone. */
    teamDeleted(input: { readonly team: string; readonly hard?: boolean }): Promise<Receipt> {
      const team = world.team(input.team);
      team.deleted = true;
      return tell(team, input.hard ? "teamHardDeleted" : "teamDeleted", {});
    },
    teamRestored(input: { readonly team: string }): Promise<Receipt> {
      const team = world.team(input.team);
      team.deleted = false;
      return tell(team, "teamRestored", {});
    },
    memberAdded: ({ team, user }: { readonly team: string; readonly user: string }): Promise<Receipt> =>
      memberEvent(team, user, true),
    memberRemoved: ({ team, user }: { readonly team: string; readonly user: string }): Promise<Receipt> =>
      memberEvent(team, user, false),
  };
};
