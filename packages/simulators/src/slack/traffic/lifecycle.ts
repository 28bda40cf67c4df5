import type { JsonObject } from "../json-value.ts";
import { viewJson } from "../web-api/views.ts";
import type { Channel } from "../world/channel.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import type { SlackContext } from "./slack-context.ts";
import { channelNamed } from "./slack-context.ts";
import { tellEvent } from "./tell-event.ts";

/**
 * What happens to channels, members and installations. Each changes the world and tells the app; each answers with the
 * receipt of the event.
 *
 * @see https://docs.slack.dev/reference/events
 */
export const lifecycle = (context: SlackContext) => {
  const { world } = context;

  /** Private channels' events reach the app only while its bot is a member. */
  const channelEvent = async (channel: Channel, publicType: string, fields: JsonObject): Promise<Receipt> => {
    world.events.emit("channel", channel);
    const workspace = world.workspaceOf(channel);
    const isPrivate = channel.kind === "private";
    if (isPrivate && !channel.members.has(workspace.botUserId)) return notSent("the bot is not in the private channel");
    const type = isPrivate ? publicType.replace(/^channel_/, "group_") : publicType;
    return tellEvent(context, workspace, {
      event: { type, ...fields },
      scopes: [isPrivate ? "groups:read" : "channels:read"],
    });
  };

  const memberEvent = async (channel: Channel, userId: string, joined: boolean, by?: string): Promise<Receipt> => {
    world.events.emit("channel", channel);
    const workspace = world.workspaceOf(channel);
    if (!channel.members.has(workspace.botUserId)) return notSent("the bot is not in the channel");
    const event = {
      type: joined ? "member_joined_channel" : "member_left_channel",
      user: userId,
      channel: channel.id,
      channel_type: channel.kind === "private" ? "G" : "C",
      team: workspace.id,
      ...(by === undefined ? {} : { inviter: by }),
    };
    return tellEvent(context, workspace, {
      event,
      scopes: [channel.kind === "private" ? "groups:read" : "channels:read"],
    });
  };

  const setArchived = async (idOrName: string, by: string, archived: boolean): Promise<Receipt> => {
    const channel = channelNamed(world, idOrName);
    channel.archived = archived;
    const type = archived ? "channel_archive" : "channel_unarchive";
    return channelEvent(channel, type, { channel: channel.id, user: world.person(by).user.id });
  };

  const botJoins = async (channel: Channel, inviter?: string): Promise<Receipt> => {
    const { botUserId } = world.workspaceOf(channel);
    channel.members.add(botUserId);
    return memberEvent(channel, botUserId, true, inviter);
  };

  const endInstallation = async (teamId: string, state: "account_inactive" | "token_revoked"): Promise<Receipt[]> => {
    const workspace = world.workspaces.get(teamId);
    if (workspace === undefined) throw new Error(`There is no workspace ${teamId} in the simulated Slack.`);
    for (const token of workspace.tokens) if (token.state === "active") token.state = state;
    const revoked = { type: "tokens_revoked", tokens: { oauth: [], bot: [workspace.botUserId] } };
    const events = state === "account_inactive" ? [{ type: "app_uninstalled" }, revoked] : [revoked];
    return Promise.all(events.map((event) => tellEvent(context, workspace, { event })));
  };

  return {
    /** Archives a channel. */
    archive: (channel: string, by: string): Promise<Receipt> => setArchived(channel, by, true),
    unarchive: (channel: string, by: string): Promise<Receipt> => setArchived(channel, by, false),
    async rename(idOrName: string, name: string): Promise<Receipt> {
      const channel = channelNamed(world, idOrName);
      channel.name = name;
      return channelEvent(channel, "channel_rename", {
        channel: { id: channel.id, name, created: Math.floor(world.now() / 1000) },
      });
    },
    async deleteChannel(idOrName: string): Promise<Receipt> {
      const channel = channelNamed(world, idOrName);
      world.channels.delete(channel.id);
      return channelEvent(channel, "channel_deleted", { channel: channel.id });
    },
    /**
     * Gives a channel a new id, as Slack Connect does when it is shared. The old one is unknown from then on; but where it
     * happens silently, it still leads to the channel and the app is not told.
     */
    async changeChannelId(idOrName: string, newId: string, { silently = false } = {}): Promise<Receipt> {
      const channel = channelNamed(world, idOrName);
      const oldId = channel.id;
      world.channels.delete(oldId);
      channel.id = newId;
      world.channels.set(newId, channel);
      if (silently) {
        world.formerIds.set(oldId, newId);
        return notSent("the id changed silently");
      }
      return tellEvent(context, world.workspaceOf(channel), {
        event: { type: "channel_id_changed", old_channel_id: oldId, new_channel_id: newId },
        scopes: ["channels:read", "groups:read"],
      });
    },
    /** Somebody invites the bot. */
    inviteBot: (channel: string, by: string): Promise<Receipt> =>
      botJoins(channelNamed(world, channel), world.person(by).user.id),
    /** Somebody removes the bot: `channel_left`, or `group_left` in a private channel. */
    async removeBot(idOrName: string, by: string): Promise<Receipt> {
      const channel = channelNamed(world, idOrName);
      const workspace = world.workspaceOf(channel);
      channel.members.delete(workspace.botUserId);
      world.events.emit("channel", channel);
      const [type, scope] =
        channel.kind === "private" ? ["group_left", "groups:read"] : ["channel_left", "channels:read"];
      const event = { type, channel: channel.id, actor_id: world.person(by).user.id };
      return tellEvent(context, workspace, { event, scopes: [scope] });
    },
    async joinChannel(idOrName: string, user: string): Promise<Receipt> {
      const channel = channelNamed(world, idOrName);
      const { id } = world.person(user).user;
      channel.members.add(id);
      return memberEvent(channel, id, true);
    },
    async leaveChannel(idOrName: string, user: string): Promise<Receipt> {
      const channel = channelNamed(world, idOrName);
      const { id } = world.person(user).user;
      channel.members.delete(id);
      return memberEvent(channel, id, false);
    },
    /** Removes the app: its tokens answer `account_inactive`, then `app_uninstalled` and `tokens_revoked` are told. */
    uninstall: (teamId: string): Promise<Receipt[]> => endInstallation(teamId, "account_inactive"),
    revokeTokens: (teamId: string): Promise<Receipt[]> => endInstallation(teamId, "token_revoked"),
    /** Somebody opens the app's home tab. */
    async openHome(user: string): Promise<Receipt> {
      const { user: person, workspace } = world.person(user);
      const view = world.views.home(person.id);
      const { id: channel } = world.directMessage(workspace, person.id);
      const event = {
        type: "app_home_opened",
        user: person.id,
        channel,
        tab: "home",
        ...(view ? { view: viewJson(world, workspace, view) } : {}),
      };
      return tellEvent(context, workspace, { event });
    },
    /** The bot entered a channel by itself, by conversations.join. */
    botJoined: botJoins,
  };
};
