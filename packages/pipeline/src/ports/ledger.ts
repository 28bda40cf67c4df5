import type { Card } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import type { PostedId } from "./channel.ts";

/** What a wanted message is worth in its lane: new messages go before edits, progress edits wait first. */
export type Urgency = "root" | "new" | "final-edit" | "progress-edit";

/** A message that should exist. */
export interface WantedMessage {
  readonly conversation: Conversation;
  /** Messages of one topic belong together: the build key. */
  readonly topic: string;
  /** Unique within conversation and topic: "build", "failure/<id>", "attention", "more". */
  readonly name: string;
  readonly card: Card;
  /** Equal content has an equal hash. */
  readonly contentHash: string;
  /** The picture's revision it was computed from: older never replaces newer. */
  readonly revision: number;
  /** The name of the topic's message it replies to. */
  readonly replyTo?: string;
  readonly broadcast?: boolean;
  /** Whether an edit to this content is only progress. */
  readonly progress: boolean;
  /** Why it should exist, for `why`. */
  readonly reason: string;
}

/** Where a message stands. */
export type MessageState =
  | { readonly kind: "waiting" }
  /** An attempt began and its outcome is not recorded. */
  | { readonly kind: "posting"; readonly sinceMs: number; readonly attempt: number }
  | { readonly kind: "posted"; readonly id: PostedId; readonly contentHash: string; readonly atMs: number }
  /** It can never be posted; `detail` says why. */
  | { readonly kind: "dead"; readonly detail: string; readonly atMs: number };

/** One message in the ledger: what is wanted and what was posted. */
export interface LedgerEntry {
  readonly wanted: WantedMessage;
  readonly state: MessageState;
  /** Failed attempts in a row. */
  readonly failures: number;
  /** Not before this time, epoch ms. */
  readonly notBeforeMs: number;
  readonly editedAtMs?: number;
}

/** What the planner needs to know of a posted or wanted message. */
export interface LedgerSummary {
  readonly name: string;
  readonly state: MessageState["kind"];
  readonly contentHash: string;
  readonly revision: number;
  readonly reason: string;
  readonly atMs?: number;
  readonly detail?: string;
}

/** A hold on a conversation's lane: only its owner may post. */
export interface Lease {
  readonly conversation: Conversation;
  readonly owner: string;
}

/** What we posted, where, which version; and each conversation's mailbox. */
export interface Ledger {
  /** Makes messages wanted and puts those that differ from what is posted into their mailboxes, atomically per message. Returns the conversations with new mail. */
  readonly want: (messages: readonly WantedMessage[], nowMs: number) => Promise<readonly Conversation[]>;
  /** All messages of a topic in a conversation, by name. */
  readonly topic: (conversation: Conversation, topic: string) => Promise<ReadonlyMap<string, LedgerSummary>>;
  /** Conversations that have messages of a topic. */
  readonly conversationsOf: (topic: string) => Promise<readonly Conversation[]>;
  /** Takes or prolongs the lane for an owner; false while another owner has it. */
  readonly acquire: (lease: Lease, ttlMs: number) => Promise<boolean>;
  readonly release: (lease: Lease) => Promise<void>;
  /** The entries in the mailbox in the order they should be worked on, at most `limit`, with the entry each replies to. */
  readonly mail: (
    conversation: Conversation,
    limit: number,
  ) => Promise<readonly { readonly entry: LedgerEntry; readonly root?: LedgerEntry }[]>;
  /**
   * Writes a message's new state if the lease is still held; false when it is not (another worker took over).
   * A message whose posted content is the wanted content, and a dead one, leaves the mailbox in the same step.
   */
  readonly record: (
    lease: Lease,
    message: Pick<WantedMessage, "topic" | "name">,
    change: LedgerChange,
  ) => Promise<boolean>;
  /** Conversations whose mailbox is not empty. */
  readonly conversationsWithMail: () => Promise<readonly Conversation[]>;
  /** Messages that could not be posted, newest first, at most `limit`. */
  readonly deadLetters: (conversation: Conversation, limit: number) => Promise<readonly LedgerEntry[]>;
  /** Puts dead messages whose wanted card is newer than `sinceMs` back into the mailbox; of what is there, nothing waits longer. */
  readonly revive: (conversation: Conversation, sinceMs: number, nowMs: number) => Promise<void>;
  readonly moveConversation: (from: Conversation, to: Conversation) => Promise<void>;
}

/** What a delivery step writes. Members left out stay as they are. */
export interface LedgerChange {
  readonly state?: MessageState;
  readonly failures?: number;
  readonly notBeforeMs?: number;
  readonly editedAtMs?: number;
}
