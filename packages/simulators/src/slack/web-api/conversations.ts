import type { JsonObject } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import type { Channel } from "../world/channel.ts";
import type { Workspace } from "../world/entities.ts";
import { SlackApiError } from "./api-error.ts";
import type { ApiCall, ApiMethod } from "./api-method.ts";
import { page, requireScope, scopeFor, visibleChannel } from "./api-method.ts";

/** A conversation as Slack writes it in answers. */
const channelJson = (workspace: Workspace, channel: Channel): JsonObject => {
  const isIm = channel.kind === "im";
  const other = [...channel.members].find((member) => member !== workspace.botUserId);
  return {
    id: channel.id,
    ...(isIm ? { user: other ?? "" } : { name: channel.name, name_normalized: channel.name }),
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_im: isIm,
    is_mpim: false,
    is_private: channel.kind !== "public",
    is_archived: channel.archived,
    is_member: channel.members.has(workspace.botUserId),
    context_team_id: workspace.id,
    num_members: channel.members.size,
  };
};

/** @see https://docs.slack.dev/reference/methods/conversations.info */
const info = (call: ApiCall): JsonObject => {
  const channel = visibleChannel(call);
  requireScope(call.grant, [scopeFor(channel, "read")]);
  return { channel: channelJson(call.workspace, channel) };
};

/** @see https://docs.slack.dev/reference/methods/conversations.join */
const join = (call: ApiCall): JsonObject => {
  const channel = visibleChannel(call);
  if (channel.kind !== "public") throw new SlackApiError("method_not_supported_for_channel_type");
  if (channel.archived) throw new SlackApiError("is_archived");
  const already = channel.members.has(call.workspace.botUserId);
  channel.members.add(call.workspace.botUserId);
  if (!already) call.services.botJoined(channel);
  return { channel: channelJson(call.workspace, channel), ...(already ? { warning: "already_in_channel" } : {}) };
};

/** Direct messages with one person. @see https://docs.slack.dev/reference/methods/conversations.open */
const open = (call: ApiCall): JsonObject => {
  const users = call.args.required("users").split(",");
  const user = call.workspace.users.get(users[0] ?? "");
  if (users.length > 1) throw new SlackApiError("method_not_supported_for_channel_type");
  if (user === undefined) throw new SlackApiError("user_not_found");
  if (user.deleted) throw new SlackApiError("user_disabled");
  const channel = call.world.directMessage(call.workspace, user.id);
  return { channel: { ...channelJson(call.workspace, channel), id: channel.id } };
};

const kinds: Readonly<Record<string, Channel["kind"]>> = {
  public_channel: "public",
  private_channel: "private",
  im: "im",
};

/** The conversations of the types asked for that the bot may know of. */
const listed = (call: ApiCall, memberOnly: boolean): JsonObject => {
  const types = (call.args.text("types") ?? "public_channel").split(",").map((type) => type.trim());
  const wanted = types.flatMap((type) => kinds[type] ?? []);
  const scopes = { public: "channels:read", private: "groups:read", im: "im:read" } as const;
  for (const kind of wanted) requireScope(call.grant, [scopes[kind]]);
  const channels = [...call.world.channels.values()].filter(
    (channel) =>
      channel.teamId === call.workspace.id &&
      wanted.includes(channel.kind) &&
      (channel.members.has(call.workspace.botUserId) || (channel.kind === "public" && !memberOnly)) &&
      !(channel.archived && call.args.flag("exclude_archived")),
  );
  const { items, nextCursor } = page(
    channels,
    call.args,
    call.args.number("limit", LIMITS.pageDefault, LIMITS.pageMax),
  );
  return {
    channels: items.map((channel) => channelJson(call.workspace, channel)),
    response_metadata: { next_cursor: nextCursor },
  };
};

/** @see https://docs.slack.dev/reference/methods/conversations.members */
const members = (call: ApiCall): JsonObject => {
  const channel = visibleChannel(call);
  requireScope(call.grant, [scopeFor(channel, "read")]);
  const limit = call.args.number("limit", LIMITS.pageDefault, LIMITS.pageMax);
  const { items, nextCursor } = page([...channel.members], call.args, limit);
  return { members: [...items], response_metadata: { next_cursor: nextCursor } };
};

const reads = ["channels:read", "groups:read", "im:read", "mpim:read"];

export const conversationMethods: Readonly<Record<string, ApiMethod>> = {
  "conversations.info": { token: "bot", tier: "tier3", scopes: reads, run: info },
  "conversations.join": { token: "bot", tier: "tier3", scopes: ["channels:join"], run: join },
  "conversations.open": {
    token: "bot",
    tier: "tier3",
    scopes: ["im:write", "mpim:write", "channels:manage"],
    run: open,
  },
  "conversations.list": { token: "bot", tier: "tier2", scopes: reads, run: (call) => listed(call, false) },
  "conversations.members": { token: "bot", tier: "tier4", scopes: reads, run: members },
  "users.conversations": { token: "bot", tier: "tier2", scopes: reads, run: (call) => listed(call, true) },
};
