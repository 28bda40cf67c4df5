import type { Conversation } from "@perfecto-bot/domain";
import type { Channel, PostedId } from "../../ports/channel.ts";

/** A message of the bot as its chat shows it. */
export interface ShownMessage {
  readonly id: PostedId;
  /** The message in whose thread it is. */
  readonly root?: PostedId;
  /** Everything it says now, with the vendor's markup. */
  readonly content: string;
  /** How often it was changed. */
  readonly edits: number;
  /** Whom it calls, in the vendor's words. */
  readonly calls: readonly unknown[];
  /** Where its links and buttons lead. */
  readonly addresses: readonly unknown[];
  /** What the vendor finds wrong with it, though it took it. */
  readonly faults: readonly unknown[];
}

/** What befalls the next call of a kind on its way to the vendor and back. */
export type Mishap =
  /** Carried out; the connection breaks before the answer. */
  | "lost-answer"
  /** The connection breaks, and nothing was carried out. */
  | "lost-request"
  /** Carried out; no answer ever comes. */
  | "no-answer"
  /** Carried out; a gateway answers 502. */
  | "gateway-error"
  /** A web page comes back with status 200. */
  | "web-page"
  /** 429 with a Retry-After of seven seconds. */
  | "rate-limited-for-7-s"
  /** 429 without a time. */
  | "rate-limited";

/** A channel and its vendor's side, for one test. */
export interface ChannelStage {
  readonly channel: Channel;
  /** Two conversations that can be posted to. */
  readonly here: Conversation;
  readonly there: Conversation;
  /** Whether messages of `here` have threads; where they have none, a reply is a message like any other. */
  readonly hasThreads: boolean;
  /** Whether the vendor lets the bot look for what it posted. */
  readonly canFind: boolean;
  /** Somebody who can be told something. */
  readonly person: string;
  /** What of the bot stands in a conversation, threads included, oldest first. */
  readonly shown: (conversation: Conversation) => readonly ShownMessage[];
  /** How many messages the person alone got. */
  readonly told: () => number;
  /** The next call of this kind meets a mishap. */
  readonly mishap: (call: "post" | "edit", mishap: Mishap) => void;
  /** Somebody deletes a message. */
  readonly remove: (conversation: Conversation, id: PostedId) => Promise<void> | void;
  /** From now on the vendor refuses every connection. */
  readonly goDown: () => Promise<void> | void;
}

/** How a suite puts a vendor on the stage. */
export interface ChannelDriver<Stage extends ChannelStage> {
  /** A fresh one for the running test, which is taken down with it. */
  readonly open: () => Promise<Stage> | Stage;
  /** Ways in which `here` stops taking messages until a person acts, by name. */
  readonly closings: Readonly<Record<string, (stage: Stage) => Promise<unknown> | void>>;
  /** Ways in which the vendor no longer lets the bot change what it posted, by name; none where it always may. */
  readonly locks: Readonly<Record<string, (stage: Stage) => Promise<unknown> | void>>;
  /** Ways in which the whole installation ends, by name. */
  readonly endings: Readonly<Record<string, (stage: Stage) => Promise<unknown> | void>>;
}
