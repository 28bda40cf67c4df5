import type { BuildKey, Conversation } from "@perfecto-bot/domain";

/** A shard of a lab's watched job names. `index` −1 is the lab-wide shard that serves globs. */
export interface DiscoverShard {
  readonly lab: string;
  readonly index: number;
}

/** Wakes the steps of the pipeline. Every signal may be given any number of times; none is ever the only record of work. */
export interface Signals {
  /** Look at a build soon, and keep looking while it is open. */
  readonly track: (key: BuildKey) => Promise<void>;
  /** Compute a build's wanted messages. */
  readonly plan: (key: BuildKey) => Promise<void>;
  /** Work on a conversation's mailbox, not before `atMs` where given. */
  readonly lane: (conversation: Conversation, atMs?: number) => Promise<void>;
  /** Look for new activity of a shard now, outside its rhythm. */
  readonly discover: (shard: DiscoverShard) => Promise<void>;
  /** Makes the repeating discovery exactly these shards, `everyMs` apart, spread in phase. */
  readonly keepDiscovering: (shards: readonly DiscoverShard[], everyMs: number) => Promise<void>;
}

/** What a run says about its subject: look again after so many ms, or not before the next signal. */
export type Next = { readonly kind: "again"; readonly afterMs: number } | { readonly kind: "done" };

/** What a worker does with each kind of work. */
export interface Workers {
  readonly discover: (shard: DiscoverShard) => Promise<void>;
  readonly track: (key: BuildKey) => Promise<Next>;
  readonly plan: (key: BuildKey) => Promise<Next>;
  readonly lane: (conversation: Conversation) => Promise<Next>;
}
