import type { JsonObject } from "../../slack/json-value.ts";
import { Channel } from "../world/conversation.ts";
import type { Conversation } from "../world/conversation.ts";
import type { Team, TeamsUser } from "../world/team.ts";
import type { TeamsWorld } from "../world/teams-world.ts";
import { activityHead, channelDataOf, teamData } from "./activity.ts";
import type { Receipt } from "./delivery.ts";
import type { TeamsContext } from "./teams-context.ts";

/** Where the bot is installed: exactly one of team, chat, user, or a private or shared channel. */
export interface InstallInput {
  readonly team?: string;
  readonly chat?: string;
  /** The personal scope of one person. */
  readonly user?: string;
  readonly channel?: string;
  /** Who does it; the first member unless given. */
  readonly by?: string;
  /** How many times both events arrive: 1 unless given. */
  readonly times?: number;
  /** Which of the two comes first: installationUpdate unless given. */
  readonly first?: "installationUpdate" | "conversationUpdate";
  /** An upgrade of the app instead of a first installation; there is no conversationUpdate then. */
  readonly upgrade?: boolean;
}

interface Site {
  readonly conversation: Conversation;
  readonly holder: { installed: boolean };
  readonly team?: Team;
  readonly user: TeamsUser;
}

/**
 * Installs the bot: Teams tells it of both an installation and a new member, itself.
 *
 * @returns one receipt for each event, in the order they were sent
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events#installation-update-event
 */
export const install = (context: TeamsContext, input: InstallInput): Promise<readonly Receipt[]> => {
  const site = siteOf(context.world, input);
  site.holder.installed = true;
  site.conversation.barred = undefined;
  return tell(context, site, input, "add");
};

/** Removes the bot. Nothing can be sent to the place afterwards. */
export const uninstall = (context: TeamsContext, input: InstallInput): Promise<readonly Receipt[]> => {
  const site = siteOf(context.world, input);
  site.holder.installed = false;
  return tell(context, site, input, "remove");
};

const siteOf = (world: TeamsWorld, input: InstallInput): Site => {
  const { team: teamName, chat, user, channel, by } = input;
  if (user !== undefined) {
    const person = world.user(user);
    const conversation = world.personal(person);
    return { conversation, holder: conversation, user: person };
  }
  if (teamName !== undefined) {
    const team = world.team(teamName);
    return { conversation: world.channel(team.id), holder: team, team, user: actor(world, team.members, by) };
  }
  if (chat === undefined && channel === undefined) throw new Error("Name a team, chat, user or channel.");
  const conversation = channel === undefined ? world.groupChat(chat ?? "") : world.channel(channel);
  if (conversation instanceof Channel && conversation.type === "standard")
    throw new Error(`${conversation.name} is a standard channel: install the bot in its team.`);
  return { conversation, holder: conversation, user: actor(world, conversation.members, by) };
};

/** Who does it: the person named, else the first member. */
export const actor = (world: TeamsWorld, members: ReadonlySet<string>, by: string | undefined): TeamsUser =>
  world.user(by ?? [...members][0] ?? "");

const tell = async (
  context: TeamsContext,
  { conversation, team, user }: Site,
  { times = 1, first = "installationUpdate", upgrade = false }: InstallInput,
  action: "add" | "remove",
): Promise<readonly Receipt[]> => {
  const { world, traffic } = context;
  world.events.emit("place", team ?? conversation);
  const place = team ? { team: teamData(team) } : {};
  const bot = { id: world.botAccount.id };
  const installation = (): JsonObject => ({
    ...activityHead(context, { type: "installationUpdate", conversation, user }),
    action: upgrade ? `${action}-upgrade` : action,
    channelData: {
      ...channelDataOf(conversation),
      ...place,
      ...(team ? { settings: { selectedChannel: { id: conversation.id } } } : {}),
      source: { name: "message" },
    },
  });
  const membership = (): JsonObject => ({
    ...activityHead(context, { type: "conversationUpdate", conversation, user }),
    ...(action === "add" ? { membersAdded: [bot] } : { membersRemoved: [bot] }),
    channelData: {
      ...channelDataOf(conversation),
      ...place,
      ...(team ? { eventType: action === "add" ? "teamMemberAdded" : "teamMemberRemoved" } : {}),
    },
  });
  const both = first === "installationUpdate" ? [installation, membership] : [membership, installation];
  const receipts: Receipt[] = [];
  for (let round = 0; round < times; round += 1) {
    for (const event of upgrade ? [installation] : both) receipts.push(await traffic.send(event()));
  }
  return receipts;
};
