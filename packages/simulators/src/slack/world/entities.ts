import type { JsonObject, JsonValue } from "../json-value.ts";

/** A person of a workspace. */
export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** IANA time zone, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly email?: string;
  readonly isBot: boolean;
  readonly deleted: boolean;
}

/** A group of people who are mentioned together. */
export interface SlackUserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
}

/** A bot token and what it may do. Dead tokens stay known, because Slack says how they died. */
export interface BotToken {
  readonly token: string;
  readonly scopes: ReadonlySet<string>;
  state: "active" | "token_revoked" | "account_inactive" | "token_expired";
}

/** A workspace, with the app's bot in it. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly tokens: BotToken[];
  readonly users: Map<string, SlackUser>;
  readonly userGroups: SlackUserGroup[];
}

/**
 * An organisation of several workspaces, in which the app is installed for all at once: they share its bot and its tokens.
 *
 * @see https://docs.slack.dev/enterprise-grid/developing-for-enterprise-orgs
 */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Whether interactions leave out which workspace a person is of. */
  readonly leavesOutUserTeam: boolean;
}

/** What a message said from one moment on. */
export interface MessageVersion {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
  readonly blocks: JsonValue[];
  readonly attachments: JsonValue[];
  readonly metadata?: JsonObject;
}

/** A message that was stored, with everything it ever said. */
export interface SlackMessage {
  readonly channelId: string;
  /** Slack's id of a message within its channel: seconds, a dot, six digits. */
  readonly ts: string;
  readonly userId: string;
  /** Present on messages of the app. */
  readonly botId?: string;
  /** The `ts` of the thread's root; a root itself has none. */
  readonly threadTs?: string;
  /** A reply that the channel shows as well. */
  readonly broadcast: boolean;
  readonly unfurlLinks?: boolean;
  readonly unfurlMedia?: boolean;
  readonly files: readonly SlackFile[];
  readonly reactions: { readonly name: string; readonly userId: string }[];
  /** Every version, the first as posted, the last as shown now. Never empty. */
  readonly versions: MessageVersion[];
  readonly text: string;
  readonly blocks: JsonValue[];
  readonly attachments: JsonValue[];
  readonly metadata?: JsonObject | undefined;
  readonly deleted: boolean;
  unfurls?: JsonObject;
}

/** A message that one person alone sees, and only for now. */
export interface EphemeralMessage {
  readonly channelId: string;
  readonly userId: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** `app`, or `slack` for Slack's own error notices such as `operation_timeout`. */
  readonly from: "app" | "slack";
  text: string;
  blocks: JsonValue[];
  deleted: boolean;
}

/** A modal on a person's screen, or a person's home tab. */
export interface SlackView {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
  /** The view as the app sent it, with block and action ids filled in. */
  definition: JsonObject;
  hash: string;
  /** Field errors the app answered the last submission with, by block id. */
  errors: Readonly<Record<string, string>>;
  /** What the person last entered, by block and action id. */
  state: JsonObject;
  /** The options the app has given for each external menu so far, by `menuKey`. */
  readonly suggested: Map<string, JsonObject[]>;
  /** The channel it was opened from, if it was. */
  readonly fromChannelId?: string;
}

/** A file: announced, then uploaded, then shared or kept private. */
export interface SlackFile {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly length: number;
  bytes?: Uint8Array;
  title: string;
  complete: boolean;
}
