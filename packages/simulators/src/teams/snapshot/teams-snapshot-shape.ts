import type { Check } from "../../snapshot/check-shape.ts";
import { fields, flag, jsonObject, list, number, oneOf, record, someOf, text } from "../../snapshot/check-shape.ts";
import type { AccessToken } from "../login/access-tokens.ts";
import type { Notice } from "../world/event-hub.ts";
import type { TeamsUser } from "../world/team.ts";
import type { BotIdentity } from "../world/teams-world.ts";
import type {
  ChatSnapshot,
  TeamsChannelSnapshot,
  TeamsMessageSnapshot,
  TeamSnapshot,
  TeamsSnapshot,
} from "./teams-snapshot.ts";

const user = fields<TeamsUser>({
  id: text,
  aadObjectId: text,
  name: text,
  userPrincipalName: text,
  tenantId: text,
  locale: text,
  timeZone: text,
});

const team = fields<TeamSnapshot>({
  id: text,
  tenantId: text,
  aadGroupId: text,
  name: text,
  members: list(text),
  installed: flag,
  archived: flag,
  deleted: flag,
});

const message = fields<TeamsMessageSnapshot>({
  id: text,
  conversationId: text,
  rootId: { optional: text },
  from: fields<TeamsMessageSnapshot["from"]>({ id: text, name: text }),
  versions: someOf(fields<TeamsMessageSnapshot["versions"][number]>({ at: number, activity: jsonObject })),
  views: record(jsonObject),
  deleted: flag,
});

const place = {
  id: text,
  name: text,
  installed: flag,
  barred: { optional: oneOf("blocked-by-user", "writes-blocked") },
  deleted: flag,
  messages: list(message),
} as const;

const channel = fields<TeamsChannelSnapshot>({
  ...place,
  teamId: text,
  type: oneOf("standard", "private", "shared"),
  members: { optional: list(text) },
});

const chat = fields<ChatSnapshot>({
  ...place,
  kind: oneOf("groupChat", "personal"),
  tenantId: text,
  members: list(text),
});

/** What a snapshot of the simulated Teams looks like. */
export const teamsSnapshotShape: Check<TeamsSnapshot> = fields<TeamsSnapshot>({
  v: oneOf(1),
  bot: fields<BotIdentity>({ appId: text, appPassword: text, tenantId: text, name: text }),
  lastMessageMs: number,
  accessTokens: list(fields<AccessToken>({ token: text, expiresAtMs: number })),
  users: list(user),
  teams: list(team),
  channels: list(channel),
  chats: list(chat),
  notices: list(fields<Notice>({ userId: text, from: oneOf("bot", "teams"), text, messageId: { optional: text } })),
  disabledTenants: list(text),
});
