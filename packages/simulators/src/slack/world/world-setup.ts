import { Channel } from "./channel.ts";
import type { BotToken, Organisation, SlackUser, SlackUserGroup, Workspace } from "./entities.ts";
import type { SlackWorld } from "./slack-world.ts";

/** A person to add. What is left out is made up. */
export interface UserSetup extends Partial<Omit<SlackUser, "name">> {
  readonly name: string;
}

/** A channel to add. */
export interface ChannelSetup {
  readonly id?: string;
  readonly name: string;
  /** Public unless given. */
  readonly kind?: "public" | "private";
  /** Ids or names of people; everybody of the workspace unless given. */
  readonly members?: readonly string[];
  /** Whether the app's bot is a member; it is unless given. */
  readonly bot?: boolean;
  /** Ids of other workspaces of the organisation that see it, with all their people as members. */
  readonly sharedWith?: readonly string[];
}

/** An organisation of which all workspaces are. What is left out is made up. */
export interface OrganisationSetup extends Partial<Organisation> {
  /** The bot token of an app already installed in the organisation; `null` where it has yet to be installed. */
  readonly botToken?: string | null;
  readonly scopes?: readonly string[];
}

/** A workspace to add. */
export interface WorkspaceSetup {
  readonly id?: string;
  readonly name?: string;
  readonly domain?: string;
  readonly botUserId?: string;
  readonly botId?: string;
  /** The bot token of an app already installed; `null` for a workspace that has yet to install it. */
  readonly botToken?: string | null;
  /** What the bot token may do; `defaultScopes` unless given. */
  readonly scopes?: readonly string[];
  readonly users?: readonly UserSetup[];
  readonly userGroups?: readonly SlackUserGroup[];
  readonly channels?: readonly ChannelSetup[];
}

/** What a bot token may do unless a workspace's setup says otherwise. */
export const defaultScopes: readonly string[] = [
  "app_mentions:read",
  "channels:history",
  "channels:join",
  "channels:read",
  "chat:write",
  "commands",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "links:write",
  "reactions:write",
  "team:read",
  "usergroups:read",
  "users:read",
];

/** Adds a person to a workspace. */
export const addUser = (world: SlackWorld, workspace: Workspace, setup: UserSetup): SlackUser => {
  const user = {
    id: world.identifiers.id("U"),
    realName: setup.name,
    timeZone: "Etc/UTC",
    isBot: false,
    deleted: false,
    ...setup,
  };
  workspace.users.set(user.id, user);
  return user;
};

/** Adds a channel to a workspace. */
export const addChannel = (world: SlackWorld, workspace: Workspace, setup: ChannelSetup): Channel => {
  const people = [...workspace.users.values()].filter((user) => !user.isBot);
  const isMember = ({ id, name }: SlackUser): boolean =>
    setup.members === undefined || setup.members.includes(id) || setup.members.includes(name);
  const members = people.filter(isMember).map((user) => user.id);
  if (setup.bot !== false) members.push(workspace.botUserId);
  const { id = world.identifiers.id("C"), name, kind = "public", sharedWith = [] } = setup;
  for (const teamId of sharedWith) members.push(...(world.workspaces.get(teamId)?.users.keys() ?? []));
  return world.addChannel(new Channel({ id, name, kind, teamId: workspace.id, members, sharedWith }));
};

/** Makes all workspaces of a world those of one organisation. */
export const addOrganisation = (
  world: SlackWorld,
  setup: OrganisationSetup,
  workspaces: readonly WorkspaceSetup[],
): void => {
  const { identifiers } = world;
  const { id = identifiers.id("E"), name = "Simulated Organisation", leavesOutUserTeam = false } = setup;
  const token = setup.botToken === undefined ? identifiers.secret("xoxb-") : setup.botToken;
  const tokens = tokensOf(token, setup.scopes);
  const bot = { botUserId: identifiers.id("U"), botId: identifiers.id("B") };
  for (const workspace of workspaces) {
    const added = addWorkspace(world, { ...workspace, ...bot }, tokens);
    world.organisations.set(added.id, { id, name, leavesOutUserTeam });
  }
};

const tokensOf = (token: string | null, scopes: readonly string[] = defaultScopes): BotToken[] =>
  token === null ? [] : [{ token, scopes: new Set(scopes), state: "active" }];

/** Adds a workspace with its people and channels. `tokens`: those that it shares with others of its organisation. */
export const addWorkspace = (world: SlackWorld, setup: WorkspaceSetup, tokens?: BotToken[]): Workspace => {
  const { identifiers, app } = world;
  const id = setup.id ?? identifiers.id("T");
  const token = setup.botToken === undefined ? identifiers.secret("xoxb-") : setup.botToken;
  const workspace: Workspace = {
    id,
    name: setup.name ?? `Workspace ${id}`,
    domain: setup.domain ?? `workspace-${id.toLowerCase()}`,
    botUserId: setup.botUserId ?? identifiers.id("U"),
    botId: setup.botId ?? identifiers.id("B"),
    tokens: tokens ?? tokensOf(token, setup.scopes),
    users: new Map(),
    userGroups: [...(setup.userGroups ?? [])],
  };
  world.workspaces.set(id, workspace);
  addUser(world, workspace, { id: workspace.botUserId, name: app.name.toLowerCase(), realName: app.name, isBot: true });
  for (const user of setup.users ?? []) addUser(world, workspace, user);
  for (const channel of setup.channels ?? []) addChannel(world, workspace, channel);
  return workspace;
};

/** A small believable workspace: three people, a public channel with the bot, one without, and a private one. */
export const defaultWorkspace: WorkspaceSetup = {
  id: "T0SIMULATED",
  name: "Simulated Workspace",
  domain: "simulated",
  users: [
    { id: "U00000QUINN", name: "quinn", realName: "Quinn QA", timeZone: "Europe/Berlin" },
    { id: "U000000DANA", name: "dana", realName: "Dana Dev", timeZone: "America/New_York" },
    { id: "U00000OMARI", name: "omari", realName: "Omari On-Call", timeZone: "Asia/Kolkata" },
  ],
  userGroups: [{ id: "S00000MOBIL", handle: "mobile-oncall", name: "Mobile on call", users: ["U00000OMARI"] }],
  channels: [
    { id: "C0MOBILE0QA", name: "mobile-qa" },
    { id: "C0000RANDOM", name: "random", bot: false },
    { id: "G00RELEASES", name: "releases", kind: "private", bot: false },
  ],
};
