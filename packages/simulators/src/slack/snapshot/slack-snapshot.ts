import type { JsonObject } from "../json-value.ts";
import type { Channel } from "../world/channel.ts";
import type {
  BotToken,
  EphemeralMessage,
  SlackFile,
  SlackMessage,
  SlackUser,
  SlackUserGroup,
  SlackView,
  Workspace,
} from "../world/entities.ts";
import type { IdentifierState } from "../world/identifiers.ts";
import type { SlackAppIdentity } from "../world/slack-world.ts";

/**
 * Everything people and the app find again in a simulated Slack that was stopped: plain JSON. Secrets are in it. Modals,
 * trigger ids, OAuth codes, connections, logs, faults and rate limits are not.
 */
export interface SlackSnapshot {
  readonly v: 1;
  readonly app: SlackAppIdentity;
  readonly identifiers: IdentifierState;
  readonly workspaces: readonly WorkspaceSnapshot[];
  readonly files: readonly FileSnapshot[];
  readonly channels: readonly ChannelSnapshot[];
  /** Those that were not deleted, oldest first. */
  readonly ephemerals: readonly EphemeralMessage[];
  readonly homes: readonly HomeSnapshot[];
  readonly responseUrls: readonly ResponseUrlSnapshot[];
}

export interface WorkspaceSnapshot extends Omit<Workspace, "tokens" | "users" | "userGroups"> {
  readonly tokens: readonly (Omit<BotToken, "scopes"> & { readonly scopes: readonly string[] })[];
  readonly users: readonly SlackUser[];
  readonly userGroups: readonly SlackUserGroup[];
}

export interface FileSnapshot extends Omit<SlackFile, "bytes"> {
  /** In base64; missing where they were too many. */
  readonly bytes?: string;
}

export interface ChannelSnapshot extends Pick<Channel, "id" | "name" | "teamId" | "kind" | "archived"> {
  readonly members: readonly string[];
  /** In order of `ts`, replies and deleted ones included. */
  readonly messages: readonly MessageSnapshot[];
}

export interface MessageSnapshot extends Omit<
  SlackMessage,
  "files" | "text" | "blocks" | "attachments" | "metadata" | "unfurls"
> {
  /** Ids. */
  readonly files: readonly string[];
  readonly unfurls?: JsonObject;
}

export interface HomeSnapshot extends Omit<SlackView, "suggested"> {
  readonly suggested: Readonly<Record<string, readonly JsonObject[]>>;
}

/** A response_url that may still be used. */
export interface ResponseUrlSnapshot {
  readonly path: string;
  readonly teamId: string;
  readonly channelId: string;
  readonly userId: string;
  /** The `ts` of the message that was acted on, if one was. */
  readonly messageTs?: string;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly uses: number;
}
