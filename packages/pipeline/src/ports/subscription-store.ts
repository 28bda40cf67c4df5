import type { Conversation, LabSubscriptions, Mute, Subscription } from "@perfecto-bot/domain";
import type { UnreadValue } from "./set-aside.ts";

/** What people did, for the audit. Never holds secrets. */
export interface AuditEntry {
  readonly atMs: number;
  readonly conversation: Conversation;
  readonly person: string;
  readonly action: string;
  readonly detail: string;
}

/**
 * Subscriptions and mutes: what people said. Written synchronously; cannot be rebuilt. Every look sees what was written
 * before it began, by whomever, and costs what is found, however many subscriptions there are elsewhere.
 *
 * A value that this version cannot read is set aside: lists leave it out, `setAside` counts it, nothing writes over it. What
 * asks for it alone or would change it rejects with a `SetAsideError`.
 */
export interface SubscriptionStore {
  /** Every subscription, in any order. */
  readonly all: () => Promise<readonly Subscription[]>;
  /** Those of a conversation. */
  readonly of: (conversation: Conversation) => Promise<readonly Subscription[]>;
  /** Those of all conversations of a workspace. */
  readonly inWorkspace: (channel: string, workspace: string) => Promise<readonly Subscription[]>;
  /** What is subscribed to in a lab: to be read at once, since later changes may show in it. */
  readonly inLab: (lab: string) => Promise<LabSubscriptions>;
  readonly get: (id: string) => Promise<Subscription | undefined>;
  readonly put: (subscription: Subscription, audit: AuditEntry) => Promise<void>;
  /** Puts `after` in the place of `before`, if that is still what is stored: false where somebody was faster. */
  readonly replace: (before: Subscription, after: Subscription, audit: AuditEntry) => Promise<boolean>;
  /** Removes a subscription and remembers it for seven days. Resolves to what was removed. */
  readonly remove: (id: string, audit: AuditEntry) => Promise<Subscription | undefined>;
  /** A subscription of this conversation that was removed within the last seven days. */
  readonly removed: (id: string, conversation: Conversation) => Promise<Subscription | undefined>;
  /** Mutes of a conversation that end after a moment, epoch ms. Those that ended are known for 30 days. */
  readonly mutes: (conversation: Conversation, endAfterMs: number) => Promise<readonly Mute[]>;
  readonly putMute: (mute: Mute, audit: AuditEntry) => Promise<void>;
  /** The subscriptions of a conversation that are set aside, and its mutes that end after a moment, epoch ms. */
  readonly setAside: (conversation: Conversation, endAfterMs: number) => Promise<readonly UnreadValue[]>;
  /** The newest audit entries of a conversation, newest first. */
  readonly audit: (conversation: Conversation, limit: number) => Promise<readonly AuditEntry[]>;
  /** Moves everything of a conversation to its new id (Slack changes ids when a channel becomes shared). */
  readonly moveConversation: (from: Conversation, to: Conversation) => Promise<void>;
}
