import type { Card } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import type { PostedId } from "./channel.ts";

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
  | {
      readonly kind: "posted";
      readonly id: PostedId;
      readonly contentHash: string;
      readonly atMs: number;
      /** What is not as wanted: a part that was left out, or why it is not brought up to date. */
      readonly detail?: string;
      /** Nobody lets the bot change it any more. */
      readonly frozen?: true;
      /** Its newest content was refused in every form: a person has to look. */
      readonly refused?: true;
    }
  /** It can never be posted; `detail` says why. `refused`: in every form that there is, so that a person has to look. */
  | { readonly kind: "dead"; readonly detail: string; readonly atMs: number; readonly refused?: true };

/** One message in the ledger: what is wanted and what was posted. */
export interface LedgerEntry {
  readonly wanted: WantedMessage;
  readonly state: MessageState;
  /** Grows with every state that is written: a state is written only onto the one it was decided from. */
  readonly version: number;
  /** Failed attempts in a row. */
  readonly failures: number;
  /** Not before this time, epoch ms. */
  readonly notBeforeMs: number;
  readonly editedAtMs?: number;
  /** It is not wanted any more: what comes of a post that is under way is looked up, and what is dead stays so. */
  readonly withdrawn?: true;
  /** Since when attempts were made of which nobody knows how they ended, epoch ms. */
  readonly unknownSinceMs?: number;
  /** When to look whether it stands twice, epoch ms. */
  readonly verifyAtMs?: number;
  /** Our own code fails on it, again and again; what it says. It is tried once in a while. */
  readonly setAside?: string;
}

/** What the planner needs to know of a posted or wanted message. */
export interface LedgerSummary {
  readonly name: string;
  /** `set-aside`: it exists, and this version of the bot cannot read it. */
  readonly state: MessageState["kind"] | "set-aside";
  readonly contentHash: string;
  /** Whether what is wanted is only progress. */
  readonly progress: boolean;
  /** It stands with other content than is wanted. */
  readonly pendingEdit?: true;
  readonly reason: string;
  readonly atMs?: number;
  readonly detail?: string;
  /** It is posted, and nobody lets the bot change it any more. */
  readonly frozen?: true;
}

/** A topic's messages in one conversation, by name. */
export interface LedgerTopic {
  /** Grows with every projection: the next one must have seen this one. 0 where there was none. */
  readonly version: number;
  readonly messages: ReadonlyMap<string, LedgerSummary>;
}

/** What a topic should look like in one conversation, computed from what was known when `seen` was its version. */
export interface Projection {
  readonly conversation: Conversation;
  readonly topic: string;
  readonly seen: number;
  readonly messages: readonly WantedMessage[];
  /** Names of messages that should not be posted any more, or not be edited again. */
  readonly withdraw: readonly string[];
}

/** What came of a projection. `conflict`: there is a newer one; compute it again from what is known now. */
export type ProjectionOutcome =
  | { readonly kind: "projected"; readonly hasMail: boolean }
  | { readonly kind: "conflict" };

/** A hold on a conversation's lane: only its holder may post. */
export interface Lease {
  readonly conversation: Conversation;
  /** Never given twice. */
  readonly token: string;
}

/** What a delivery step writes. Members left out stay as they are; of the optional ones, 0 and "" take it away. */
export interface LedgerChange {
  readonly state?: MessageState;
  readonly failures?: number;
  readonly notBeforeMs?: number;
  readonly editedAtMs?: number;
  readonly unknownSinceMs?: number;
  readonly verifyAtMs?: number;
  readonly setAside?: string;
}

/** What came of writing a message's state. */
export type RecordOutcome =
  | { readonly kind: "recorded"; readonly version: number }
  /** Another worker may have the lane by now. */
  | { readonly kind: "lease-lost" }
  /** The message is not in the state that was decided from. */
  | { readonly kind: "stale" };

/** An entry of a mailbox, with the one it replies to. */
export interface Mail {
  readonly entry: LedgerEntry;
  readonly root?: LedgerEntry;
}

/** What we posted, where, which version; and each conversation's mailbox. */
export interface Ledger {
  /**
   * Makes a topic's messages in one conversation wanted, and others not, in one atomic step, if nothing newer was projected.
   * What differs from what is posted goes into the mailbox, and makes the conversation due (`WorkSchedule`). Of what is
   * withdrawn, a message that was never posted is forgotten, one that may have been is marked, and of one that stands a
   * pending edit is taken back.
   */
  readonly project: (projection: Projection, nowMs: number) => Promise<ProjectionOutcome>;
  /** All messages of a topic in a conversation. */
  readonly topic: (conversation: Conversation, topic: string) => Promise<LedgerTopic>;
  /** Conversations that have messages of a topic. */
  readonly conversationsOf: (topic: string) => Promise<readonly Conversation[]>;
  /** Takes the lane, if nobody has it. */
  readonly acquire: (conversation: Conversation, ttlMs: number) => Promise<Lease | undefined>;
  /** Holds the lane for longer; false where it was lost, which it then stays. */
  readonly prolong: (lease: Lease, ttlMs: number) => Promise<boolean>;
  readonly release: (lease: Lease) => Promise<void>;
  /** The entries in the mailbox in the order they should be worked on, at most `limit` from the `offset`th. */
  readonly mail: (conversation: Conversation, limit: number, offset?: number) => Promise<readonly Mail[]>;
  /** Topics that have something in the mailbox. */
  readonly topicsWithMail: (conversation: Conversation) => Promise<readonly string[]>;
  /**
   * Writes a message's new state if the lease is held and the message is as it was decided from. A message whose posted
   * content is the wanted content, and a dead one, leaves the mailbox in the same step; one that was withdrawn and is to wait
   * is forgotten.
   */
  readonly record: (
    lease: Lease,
    entry: Pick<LedgerEntry, "version"> & { readonly wanted: Pick<WantedMessage, "topic" | "name"> },
    change: LedgerChange,
  ) => Promise<RecordOutcome>;
  /**
   * Tells of a message that was posted by a worker who had lost the lane by then. `adopted`: it is the message now; `known`:
   * it was already; `second`: another one stands, or none is wanted: this one should go.
   */
  readonly adopt: (
    message: Pick<WantedMessage, "conversation" | "topic" | "name">,
    posted: Omit<Extract<MessageState, { kind: "posted" }>, "kind">,
  ) => Promise<"adopted" | "known" | "second">;
  /** Messages that could not be posted, and posted ones whose newest content was refused, newest first, at most `limit`. */
  readonly deadLetters: (conversation: Conversation, limit: number) => Promise<readonly LedgerEntry[]>;
  /** Puts dead messages whose wanted card is newer than `sinceMs` back into the mailbox; of what is there, nothing waits longer. */
  readonly revive: (conversation: Conversation, sinceMs: number, nowMs: number) => Promise<void>;
  readonly moveConversation: (from: Conversation, to: Conversation, nowMs: number) => Promise<void>;
}
