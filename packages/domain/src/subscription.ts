import type { Conversation } from "./conversation.ts";
import type { Filter } from "./filter.ts";

/** When a build is worth a message: only with failures, always, or when its verdict differs from the build before. */
export type PostOn = "failures" | "all" | "changes";
/** One live card per build with its failures beside it, or one message per failing test and no build card. */
export type PostPer = "build" | "test";
/** Where failure messages go: into the card's thread, into the channel, or into the thread and shown in the channel. */
export type ThreadMode = "on" | "off" | "broadcast";

/** Somebody a message calls: the vendor's id of a user or a user group, or everybody present. */
export interface Mention {
  readonly kind: "user" | "group" | "here";
  /** Empty for "here". */
  readonly id: string;
}

/** How a subscription posts. */
export interface SubscriptionOptions {
  readonly on: PostOn;
  readonly post: PostPer;
  readonly thread: ThreadMode;
  readonly mention: readonly Mention[];
}

/** What `subscribe` uses where nothing is said. */
export const DEFAULT_OPTIONS: SubscriptionOptions = { on: "all", post: "build", thread: "on", mention: [] };

/** Why a subscription rests: a person paused it, or the conversation cannot be posted to. */
export interface Pause {
  readonly reason: "by-person" | "conversation-unavailable";
  readonly detail: string;
  readonly sinceMs: number;
}

/** A conversation's standing interest in a CI job. */
export interface Subscription {
  readonly id: string;
  readonly conversation: Conversation;
  readonly lab: string;
  /** A pattern of job names: one name, as `globOf` writes it, or a glob over several. */
  readonly job: string;
  readonly filter: Filter;
  readonly options: SubscriptionOptions;
  /** The vendor's id of the person. */
  readonly createdBy: string;
  readonly createdAtMs: number;
  /** Builds that ended before are never posted. Moves when the subscription is resumed or restored. */
  readonly startsAtMs: number;
  readonly paused?: Pause;
}

/** A time during which matching executions make no new messages in a conversation. It always ends. */
export interface Mute {
  readonly id: string;
  readonly conversation: Conversation;
  readonly filter: Filter;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly untilMs: number;
  /** Set when somebody ended it early. */
  readonly endedAtMs?: number;
}
