import type { JsonObject, JsonValue } from "../json-value.ts";
import type { MessageVersion, SlackFile, SlackMessage } from "./entities.ts";

/** A stored message whose newest version is what it shows. */
export class StoredMessage implements SlackMessage {
  readonly channelId: string;
  readonly ts: string;
  readonly userId: string;
  readonly botId?: string;
  readonly threadTs?: string;
  readonly broadcast: boolean;
  readonly unfurlLinks?: boolean;
  readonly unfurlMedia?: boolean;
  readonly files: readonly SlackFile[];
  readonly reactions: { readonly name: string; readonly userId: string }[] = [];
  readonly versions: MessageVersion[];
  deleted = false;
  unfurls?: JsonObject;
  private shown: MessageVersion;

  constructor(fields: Omit<SlackMessage, "versions" | "reactions" | "deleted" | keyof Content>, first: MessageVersion) {
    this.channelId = fields.channelId;
    this.ts = fields.ts;
    this.userId = fields.userId;
    this.broadcast = fields.broadcast;
    this.files = fields.files;
    this.versions = [first];
    this.shown = first;
    if (fields.botId !== undefined) this.botId = fields.botId;
    if (fields.threadTs !== undefined) this.threadTs = fields.threadTs;
    if (fields.unfurlLinks !== undefined) this.unfurlLinks = fields.unfurlLinks;
    if (fields.unfurlMedia !== undefined) this.unfurlMedia = fields.unfurlMedia;
  }

  /** Says something else from now on. */
  revise(version: MessageVersion): void {
    this.versions.push(version);
    this.shown = version;
  }

  get text(): string {
    return this.shown.text;
  }
  get blocks(): JsonValue[] {
    return this.shown.blocks;
  }
  get attachments(): JsonValue[] {
    return this.shown.attachments;
  }
  get metadata(): JsonObject | undefined {
    return this.shown.metadata;
  }
}

/** What a message says, apart from when. */
export interface Content {
  readonly text: string;
  readonly blocks: JsonValue[];
  readonly attachments: JsonValue[];
  readonly metadata?: JsonObject | undefined;
}

/** A conversation: a channel, public or private, or a direct message with the bot. */
export class Channel {
  id: string;
  name: string;
  readonly teamId: string;
  readonly kind: "public" | "private" | "im";
  readonly members: Set<string>;
  /** Other workspaces of the organisation that see it as well. */
  readonly sharedWith: ReadonlySet<string>;
  archived = false;
  /** Every message in order of `ts`, replies and deleted ones included. */
  readonly allMessages: StoredMessage[] = [];
  private readonly byTs = new Map<string, StoredMessage>();
  private readonly threads = new Map<string, StoredMessage[]>();

  constructor(
    fields: Pick<Channel, "id" | "name" | "teamId" | "kind"> & {
      readonly members: Iterable<string>;
      readonly sharedWith?: Iterable<string>;
    },
  ) {
    this.id = fields.id;
    this.name = fields.name;
    this.teamId = fields.teamId;
    this.kind = fields.kind;
    this.members = new Set(fields.members);
    this.sharedWith = new Set(fields.sharedWith);
  }

  /** Whether a workspace sees it. */
  isIn(teamId: string): boolean {
    return this.teamId === teamId || this.sharedWith.has(teamId);
  }

  /** What the channel shows, oldest first: top-level messages and replies that were also sent to it. */
  get messages(): SlackMessage[] {
    return this.allMessages.filter((message) => !message.deleted && (!message.threadTs || message.broadcast));
  }

  /** The replies below a message, oldest first, without the message itself. */
  thread(ts: string): SlackMessage[] {
    return (this.threads.get(ts) ?? []).filter((message) => !message.deleted);
  }

  /** A message by its `ts`, or undefined where there is none or it was deleted. */
  find(ts: string): StoredMessage | undefined {
    const message = this.byTs.get(ts);
    return message?.deleted ? undefined : message;
  }

  /** Adds a message that is newer than all others. */
  append(message: StoredMessage): void {
    this.allMessages.push(message);
    this.byTs.set(message.ts, message);
    if (message.threadTs === undefined) return;
    const replies = this.threads.get(message.threadTs) ?? [];
    this.threads.set(message.threadTs, replies);
    replies.push(message);
  }
}
