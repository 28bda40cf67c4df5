import { Channel, Conversation } from "./conversation.ts";
import type { TeamsUser } from "./team.ts";
import { Team } from "./team.ts";
import type { TeamsWorld } from "./teams-world.ts";

/** A person to add. What is left out is made up. */
export interface UserSetup extends Partial<Omit<TeamsUser, "name">> {
  readonly name: string;
}

/** A channel to add. */
export interface ChannelSetup {
  readonly id?: string;
  readonly name: string;
  /** Standard unless given. */
  readonly type?: Channel["type"];
  /** Of a private or shared channel; the team's members unless given. */
  readonly members?: readonly string[];
}

/** A team to add; it always has a channel General, with the team's id. */
export interface TeamSetup {
  readonly id?: string;
  readonly name: string;
  readonly aadGroupId?: string;
  /** The app's own tenant unless given. */
  readonly tenantId?: string;
  /** People of the tenant; all of them unless given. */
  readonly members?: readonly string[];
  readonly channels?: readonly ChannelSetup[];
}

/** A group chat to add. */
export interface ChatSetup {
  readonly id?: string;
  readonly name: string;
  readonly tenantId?: string;
  readonly members?: readonly string[];
}

/** Everything to begin with. The bot is installed nowhere. */
export interface WorldSetup {
  readonly users?: readonly UserSetup[];
  readonly teams?: readonly TeamSetup[];
  readonly chats?: readonly ChatSetup[];
}

/** Adds a person. */
export const addUser = (world: TeamsWorld, setup: UserSetup): TeamsUser => {
  const handle = setup.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, ".");
  const user = {
    id: world.identifiers.user(),
    aadObjectId: crypto.randomUUID(),
    userPrincipalName: `${handle}@simulated.example`,
    tenantId: world.bot.tenantId,
    locale: "en-US",
    timeZone: "Etc/UTC",
    ...setup,
  };
  world.users.set(user.id, user);
  return user;
};

const memberIds = (world: TeamsWorld, tenantId: string, names: readonly string[] | undefined): Set<string> => {
  if (names) return new Set(names.map((name) => world.user(name).id));
  const everybody = [...world.users.values()].filter((user) => user.tenantId === tenantId);
  return new Set(everybody.map(({ id }) => id));
};

/** Adds a channel to a team. */
export const addChannel = (world: TeamsWorld, team: Team, setup: ChannelSetup): Channel => {
  const { id = world.identifiers.channel(), name, type = "standard" } = setup;
  const own = type === "standard" ? undefined : memberIds(world, team.tenantId, setup.members ?? [...team.members]);
  return world.addConversation(new Channel({ id, name, team, type, ...(own ? { members: own } : {}) }));
};

/** Adds a team with its channels. */
export const addTeam = (world: TeamsWorld, setup: TeamSetup): Team => {
  const { id = world.identifiers.channel(), name, tenantId = world.bot.tenantId } = setup;
  const members = memberIds(world, tenantId, setup.members);
  const team = new Team({ id, name, tenantId, members, aadGroupId: setup.aadGroupId ?? crypto.randomUUID() });
  world.teams.set(id, team);
  world.events.emit("place", team);
  addChannel(world, team, { id, name: "General" });
  for (const channel of setup.channels ?? []) addChannel(world, team, channel);
  return team;
};

/** Adds a group chat. */
export const addChat = (world: TeamsWorld, setup: ChatSetup): Conversation => {
  const { id = world.identifiers.groupChat(), name, tenantId = world.bot.tenantId } = setup;
  const members = memberIds(world, tenantId, setup.members);
  return world.addConversation(new Conversation({ id, kind: "groupChat", tenantId, name, members }));
};

/** Adds everything of a setup. */
export const populate = (world: TeamsWorld, setup: WorldSetup): void => {
  for (const user of setup.users ?? []) addUser(world, user);
  for (const team of setup.teams ?? []) addTeam(world, team);
  for (const chat of setup.chats ?? []) addChat(world, chat);
};

/** A small believable organisation: three people, a team with three kinds of channel, and a group chat. */
export const defaultWorld: WorldSetup = {
  users: [
    { name: "Quinn QA", userPrincipalName: "quinn@simulated.example", timeZone: "Europe/Berlin" },
    { name: "Dana Dev", userPrincipalName: "dana@simulated.example", timeZone: "America/New_York" },
    { name: "Omari On-Call", userPrincipalName: "omari@simulated.example", timeZone: "Asia/Kolkata" },
  ],
  teams: [
    {
      id: "19:00000000000000000000000000mobile@thread.tacv2",
      name: "Mobile",
      channels: [
        { id: "19:0000000000000000000000000nightly@thread.tacv2", name: "nightly" },
        { id: "19:000000000000000000000000releases@thread.tacv2", name: "releases", type: "private" },
        { id: "19:0000000000000000000000000vendors@thread.tacv2", name: "vendors", type: "shared" },
      ],
    },
  ],
  chats: [{ id: "19:00000000000000000000000releasecrew@thread.v2", name: "Release crew" }],
};
