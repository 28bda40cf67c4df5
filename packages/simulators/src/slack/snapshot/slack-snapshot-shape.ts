import type { Check } from "../../snapshot/check-shape.ts";
import {
  fields,
  flag,
  json,
  jsonObject,
  list,
  number,
  oneOf,
  record,
  someOf,
  text,
  textOrNull,
} from "../../snapshot/check-shape.ts";
import type { EphemeralMessage, MessageVersion, SlackUser, SlackUserGroup } from "../world/entities.ts";
import type { IdentifierState } from "../world/identifiers.ts";
import type { SlackAppIdentity } from "../world/slack-world.ts";
import type {
  ChannelSnapshot,
  FileSnapshot,
  HomeSnapshot,
  MessageSnapshot,
  ResponseUrlSnapshot,
  SlackSnapshot,
  WorkspaceSnapshot,
} from "./slack-snapshot.ts";

const app = fields<SlackAppIdentity>({
  id: text,
  name: text,
  clientId: text,
  clientSecret: text,
  signingSecret: text,
  verificationToken: text,
  appToken: text,
});

const token = fields<WorkspaceSnapshot["tokens"][number]>({
  token: text,
  scopes: list(text),
  state: oneOf("active", "token_revoked", "account_inactive", "token_expired"),
});

const user = fields<SlackUser>({
  id: text,
  name: text,
  realName: text,
  timeZone: text,
  email: { optional: text },
  isBot: flag,
  deleted: flag,
});

const userGroup = fields<SlackUserGroup>({ id: text, handle: text, name: text, users: list(text) });

const workspace = fields<WorkspaceSnapshot>({
  id: text,
  name: text,
  domain: text,
  botUserId: text,
  botId: text,
  tokens: list(token),
  users: list(user),
  userGroups: list(userGroup),
});

const file = fields<FileSnapshot>({
  id: text,
  teamId: text,
  name: text,
  length: number,
  title: text,
  complete: flag,
  bytes: { optional: text },
});

const version = fields<MessageVersion>({
  at: number,
  text,
  blocks: list(json),
  attachments: list(json),
  metadata: { optional: jsonObject },
});

const message = fields<MessageSnapshot>({
  channelId: text,
  ts: text,
  userId: text,
  botId: { optional: text },
  threadTs: { optional: text },
  broadcast: flag,
  unfurlLinks: { optional: flag },
  unfurlMedia: { optional: flag },
  files: list(text),
  reactions: list(fields<MessageSnapshot["reactions"][number]>({ name: text, userId: text })),
  versions: someOf(version),
  deleted: flag,
  unfurls: { optional: jsonObject },
});

const channel = fields<ChannelSnapshot>({
  id: text,
  name: text,
  teamId: text,
  kind: oneOf("public", "private", "im"),
  members: list(text),
  archived: flag,
  messages: list(message),
});

const ephemeral = fields<EphemeralMessage>({
  channelId: text,
  userId: text,
  ts: text,
  threadTs: { optional: text },
  from: oneOf("app", "slack"),
  text,
  blocks: list(json),
  deleted: flag,
});

const home = fields<HomeSnapshot>({
  id: text,
  teamId: text,
  userId: text,
  rootViewId: text,
  previousViewId: textOrNull,
  definition: jsonObject,
  hash: text,
  errors: record(text),
  state: jsonObject,
  suggested: record(list(jsonObject)),
  fromChannelId: { optional: text },
});

const responseUrl = fields<ResponseUrlSnapshot>({
  path: text,
  teamId: text,
  channelId: text,
  userId: text,
  messageTs: { optional: text },
  issuedAt: number,
  uses: number,
});

/** What a snapshot of the simulated Slack looks like. */
export const slackSnapshotShape: Check<SlackSnapshot> = fields<SlackSnapshot>({
  v: oneOf(1),
  app,
  identifiers: fields<IdentifierState>({ next: number, lastTsMicros: number }),
  workspaces: someOf(workspace),
  files: list(file),
  channels: list(channel),
  ephemerals: list(ephemeral),
  homes: list(home),
  responseUrls: list(responseUrl),
});
