import type { JsonObject, JsonValue } from "../json-value.ts";
import { Channel, type Content, StoredMessage } from "./channel.ts";
import type {
  BotToken,
  EphemeralMessage,
  MessageVersion,
  Organisation,
  SlackFile,
  SlackMessage,
  SlackUser,
  Workspace,
} from "./entities.ts";
import { EventHub } from "./event-hub.ts";
import { Identifiers } from "./identifiers.ts";
import { ViewStacks } from "./view-stacks.ts";

/** The app under test, as Slack knows it. */
export interface SlackAppIdentity {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  /** The app-level token (`xapp-…`) that opens Socket Mode connections. */
  readonly appToken: string;
}

/** A new message, before it has an id. */
export interface NewMessage extends Partial<Content> {
  readonly userId: string;
  readonly botId?: string;
  readonly threadTs?: string;
  readonly broadcast?: boolean;
  readonly unfurlLinks?: boolean;
  readonly unfurlMedia?: boolean;
  readonly files?: readonly SlackFile[];
}

/** Everything Slack remembers. Changes go through its methods, which tell the event hub. */
export class SlackWorld {
  readonly app: SlackAppIdentity;
  readonly now: () => number;
  readonly identifiers: Identifiers;
  readonly events = new EventHub();
  readonly workspaces = new Map<string, Workspace>();
  /** The organisations of workspaces, by the workspaces' ids. */
  readonly organisations = new Map<string, Organisation>();
  readonly channels = new Map<string, Channel>();
  /** Ids that channels had before, which still lead to them: what they are now, by what they were. */
  readonly formerIds = new Map<string, string>();
  readonly files = new Map<string, SlackFile>();
  /** How long Slack works on an upload before blocks can show it, in simulated milliseconds. */
  fileProcessingMs = 0;
  readonly ephemerals: EphemeralMessage[] = [];
  readonly views: ViewStacks;
  /** When uploads are ready to be shown, by file id; those that are not in it are ready. */
  private readonly filesReadyAt = new Map<string, number>();
  private readonly suggested = new WeakMap<SlackMessage | EphemeralMessage, Map<string, JsonObject[]>>();

  constructor(app: SlackAppIdentity, now: () => number, identifiers = new Identifiers()) {
    this.app = app;
    this.now = now;
    this.identifiers = identifiers;
    this.views = new ViewStacks(this.identifiers, this.events);
  }

  /** A channel by id, or by name with or without `#`. */
  findChannel(idOrName: string, teamId?: string): Channel | undefined {
    const name = idOrName.replace(/^#/, "");
    const inTeam = (channel: Channel): boolean => teamId === undefined || channel.isIn(teamId);
    const byId = this.channels.get(this.formerIds.get(idOrName) ?? idOrName);
    return byId && inTeam(byId) ? byId : [...this.channels.values()].find((c) => c.name === name && inTeam(c));
  }

  /** The person and their workspace, by id or name. Throws where there is none. */
  person(idOrName: string): { readonly user: SlackUser; readonly workspace: Workspace } {
    for (const workspace of this.workspaces.values()) {
      const found = workspace.users.get(idOrName) ?? [...workspace.users.values()].find((u) => u.name === idOrName);
      if (found) return { user: found, workspace };
    }
    throw new Error(`There is no user ${idOrName} in the simulated Slack: add it with addUser first.`);
  }

  /** Ends an upload: blocks can show the file once Slack has worked on it. */
  completeFile(file: SlackFile, title: string): void {
    file.complete = true;
    file.title = title;
    this.filesReadyAt.set(file.id, this.now() + this.fileProcessingMs);
    this.events.emit("file", file);
  }

  /**
   * Whether blocks of a workspace's app can show a file: its upload is complete and worked on, and it is a picture.
   *
   * @see https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
   */
  canShowFile(teamId: string, id: string): boolean {
    const file = this.files.get(id);
    if (file === undefined || file.teamId !== teamId || !file.complete) return false;
    return /\.(?:png|jpe?g|gif)$/i.test(file.name) && this.now() >= (this.filesReadyAt.get(id) ?? 0);
  }

  /** The options the app has given for a message's external menus so far, by `menuKey`. */
  suggestedIn(message: SlackMessage | EphemeralMessage): Map<string, JsonObject[]> {
    const known = this.suggested.get(message) ?? new Map<string, JsonObject[]>();
    this.suggested.set(message, known);
    return known;
  }

  workspaceOf(channel: Channel): Workspace {
    const workspace = this.workspaces.get(channel.teamId);
    if (workspace) return workspace;
    throw new Error(`Channel ${channel.name} belongs to no workspace of the simulated Slack.`);
  }

  /**
   * The workspace and the rights of a token. An organisation's token is of all its workspaces: of that which has a channel or
   * a person, where the call names one.
   */
  findToken(
    token: string,
    about: { readonly channel?: string; readonly user?: string } = {},
  ): { readonly workspace: Workspace; readonly grant: BotToken } | undefined {
    const of = [...this.workspaces.values()].flatMap((workspace) => {
      const grant = workspace.tokens.find((candidate) => candidate.token === token);
      return grant ? [{ workspace, grant }] : [];
    });
    const home = about.channel === undefined ? undefined : this.findChannel(about.channel)?.teamId;
    return (
      of.find(({ workspace }) => workspace.id === home || workspace.users.has(about.user ?? about.channel ?? "")) ??
      of[0]
    );
  }

  /** The direct message between the bot and a person, made when there is none. */
  directMessage(workspace: Workspace, userId: string): Channel {
    const members = [workspace.botUserId, userId];
    const existing = [...this.channels.values()].find(
      (channel) => channel.kind === "im" && members.every((member) => channel.members.has(member)),
    );
    if (existing) return existing;
    const id = this.identifiers.id("D");
    return this.addChannel(new Channel({ id, name: id, teamId: workspace.id, kind: "im", members }));
  }

  addChannel(channel: Channel): Channel {
    this.channels.set(channel.id, channel);
    this.events.emit("channel", channel);
    return channel;
  }

  post(channel: Channel, message: NewMessage): StoredMessage {
    const ts = this.identifiers.ts(this.now());
    const first = this.version(message);
    const { text: _text, blocks: _blocks, attachments: _attachments, metadata: _metadata, ...rest } = message;
    const fields = {
      ...rest,
      channelId: channel.id,
      ts,
      broadcast: message.broadcast ?? false,
      files: message.files ?? [],
    };
    const stored = new StoredMessage(fields, first);
    channel.append(stored);
    this.events.emit("message", stored);
    return stored;
  }

  edit(message: StoredMessage, content: Content): void {
    message.revise(this.version(content));
    this.events.emit("edit", message);
  }

  remove(message: StoredMessage): void {
    message.deleted = true;
    this.events.emit("delete", message);
  }

  whisper(fields: Omit<EphemeralMessage, "ts" | "deleted" | "blocks"> & { blocks?: JsonValue[] }): EphemeralMessage {
    const ts = this.identifiers.ts(this.now());
    const ephemeral = { ...fields, blocks: this.withIds(fields.blocks ?? []), ts, deleted: false };
    this.ephemerals.push(ephemeral);
    this.events.emit("ephemeral", ephemeral);
    return ephemeral;
  }

  /** Blocks with the block and action ids that Slack adds where the app gave none. */
  withIds(blocks: readonly JsonValue[]): JsonValue[] {
    return this.identifiers.fillBlockIds(blocks);
  }

  private version(content: Partial<Content>): MessageVersion {
    const metadata: JsonObject | undefined = content.metadata;
    return {
      at: this.now(),
      text: content.text ?? "",
      blocks: this.withIds(content.blocks ?? []),
      attachments: content.attachments ?? [],
      ...(metadata === undefined || Object.keys(metadata).length === 0 ? {} : { metadata }),
    };
  }
}
