import type { TeamsMessage } from "./message.ts";
import type { Team } from "./team.ts";

/** A message and its replies, oldest first, deleted replies left out. */
export interface Thread {
  readonly root: TeamsMessage;
  readonly replies: readonly TeamsMessage[];
}

/** How posting is barred: by the user, told in the current or in the older form of errors. */
export type Barred = "blocked-by-user" | "writes-blocked";

/** A place that holds messages: a channel, a group chat, or a chat with one person. */
export class Conversation {
  readonly id: string;
  readonly kind: "channel" | "groupChat" | "personal";
  readonly tenantId: string;
  name: string;
  /** User ids. A channel of the standard kind has its team's. */
  readonly members: Set<string>;
  /** Whether the bot was added to this very conversation. */
  installed = false;
  barred: Barred | undefined;
  deleted = false;
  /** Every message in order, replies and deleted ones included. */
  readonly allMessages: TeamsMessage[] = [];
  private readonly byId = new Map<string, TeamsMessage>();

  constructor(fields: Pick<Conversation, "id" | "kind" | "tenantId" | "name"> & { readonly members: Set<string> }) {
    this.id = fields.id;
    this.kind = fields.kind;
    this.tenantId = fields.tenantId;
    this.name = fields.name;
    this.members = fields.members;
  }

  /** Every message that is not deleted, oldest first, replies included. */
  get messages(): readonly TeamsMessage[] {
    return this.allMessages.filter((message) => !message.deleted);
  }

  /** What a channel shows: its roots with their replies. A deleted root stays where it has replies. */
  get threads(): readonly Thread[] {
    const replies = Map.groupBy(
      this.messages.filter(({ rootId }) => rootId !== undefined),
      ({ rootId }) => rootId,
    );
    return this.allMessages
      .filter(({ rootId }) => rootId === undefined)
      .map((root) => ({ root, replies: replies.get(root.id) ?? [] }))
      .filter((thread) => !thread.root.deleted || thread.replies.length > 0);
  }

  /** One message, or undefined where there is none or it was deleted. */
  find(id: string): TeamsMessage | undefined {
    const message = this.byId.get(id);
    return message?.deleted ? undefined : message;
  }

  /** The thread below a root. Throws where there is none. */
  thread(rootId: string): Thread {
    const found = this.threads.find(({ root }) => root.id === rootId);
    if (found) return found;
    throw new Error(`There is no thread ${rootId} in ${this.name}.`);
  }

  /** Adds a message that is newer than all others. */
  append(message: TeamsMessage): void {
    this.allMessages.push(message);
    this.byId.set(message.id, message);
  }
}

/** A channel of a team. */
export class Channel extends Conversation {
  readonly team: Team;
  readonly type: "standard" | "private" | "shared";

  constructor(fields: {
    readonly id: string;
    readonly name: string;
    readonly team: Team;
    readonly type: Channel["type"];
    readonly members?: Set<string>;
  }) {
    const { id, name, team, members = team.members } = fields;
    super({ id, kind: "channel", tenantId: team.tenantId, name, members });
    this.team = team;
    this.type = fields.type;
  }
}
