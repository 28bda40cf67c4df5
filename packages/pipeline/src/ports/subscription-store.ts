import type { Conversation, Mute, Subscription } from "@perfecto-bot/domain";

/** What people did, for the audit. Never holds secrets. */
export interface AuditEntry {
  readonly atMs: number;
  readonly conversation: Conversation;
  readonly person: string;
  readonly action: string;
  readonly detail: string;
}

/** Subscriptions and mutes: what people said. Written synchronously; cannot be rebuilt. */
export interface SubscriptionStore {
  /** All subscriptions. Cheap to call often: cached by a revision that every write moves. */
  readonly all: () => Promise<readonly Subscription[]>;
  readonly get: (id: string) => Promise<Subscription | undefined>;
  readonly put: (subscription: Subscription, audit: AuditEntry) => Promise<void>;
  /** Puts `after` in the place of `before`, if that is still what is stored: false where somebody was faster. */
  readonly replace: (before: Subscription, after: Subscription, audit: AuditEntry) => Promise<boolean>;
  /** Removes a subscription and remembers it for seven days. Resolves to what was removed. */
  readonly remove: (id: string, audit: AuditEntry) => Promise<Subscription | undefined>;
  /** A subscription of this conversation that was removed within the last seven days. */
  readonly removed: (id: string, conversation: Conversation) => Promise<Subscription | undefined>;
  /** Mutes of a conversation, ended ones included for 30 days. */
  readonly mutes: (conversation: Conversation) => Promise<readonly Mute[]>;
  readonly putMute: (mute: Mute, audit: AuditEntry) => Promise<void>;
  /** The newest audit entries of a conversation, newest first. */
  readonly audit: (conversation: Conversation, limit: number) => Promise<readonly AuditEntry[]>;
  /** Moves everything of a conversation to its new id (Slack changes ids when a channel becomes shared). */
  readonly moveConversation: (from: Conversation, to: Conversation) => Promise<void>;
}
