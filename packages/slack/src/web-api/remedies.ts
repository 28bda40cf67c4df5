import type { LeftOut } from "@perfecto-bot/pipeline";

/**
 * Something to change before the same call is made once more. In the order in which a message that may need several of them
 * goes through them: who is called, where it stands, how it looks, how large it is.
 */
export type Remedy =
  | "join-channel"
  | "without-metadata"
  | "without-everybody"
  | "without-people"
  | "without-channel-copy"
  | "without-thread"
  | "without-pictures"
  | "smaller"
  | "text-only";

/** In which form a message is sent. */
export interface Shape {
  /** Who is called: all whom the card calls, not everybody at once, or nobody. */
  readonly calls: "all" | "named" | "none";
  /** A reply may be shown in the channel as well. */
  readonly channelCopy: boolean;
  /** A reply stands in its thread. */
  readonly thread: boolean;
  readonly pictures: boolean;
  readonly smaller: boolean;
  readonly textOnly: boolean;
  readonly metadata: boolean;
}

/** The form that is left after these remedies. */
export function shapeAfter(applied: ReadonlyMap<Remedy, string>): Shape {
  return {
    calls: applied.has("without-people") ? "none" : applied.has("without-everybody") ? "named" : "all",
    channelCopy: !applied.has("without-channel-copy") && !applied.has("without-thread"),
    thread: !applied.has("without-thread"),
    pictures: !applied.has("without-pictures"),
    smaller: applied.has("smaller"),
    textOnly: applied.has("text-only"),
    metadata: !applied.has("without-metadata"),
  };
}

/** What a remedy takes from people who read, and what can be done about it; nothing where nobody misses anything. */
const LOSSES: Partial<Readonly<Record<Remedy, Omit<LeftOut, "detail">>>> = {
  "without-everybody": {
    part: "everybody",
    todo: "Ask a Slack administrator to let apps use @here, or name people or a user group in mention:.",
  },
  "without-people": { part: "people", todo: "Ask a Slack administrator to let apps mention people and user groups." },
  "without-channel-copy": {
    part: "channel-copy",
    todo: "Ask a Slack administrator to let apps show replies in the channel, or use thread:on or thread:off.",
  },
  "without-thread": { part: "thread", todo: "Let the channel have threads, or use thread:off." },
  "without-pictures": { part: "pictures", todo: "Ask a Slack administrator whether files may be shown here." },
  smaller: { part: "detail", todo: "Nothing has to be done; the report has all of it." },
  "text-only": { part: "layout", todo: "Tell the people who run the bot." },
};

/** What was left out by these remedies, with why. */
export function lossesOf(applied: ReadonlyMap<Remedy, string>): readonly LeftOut[] {
  return [...applied].flatMap(([remedy, detail]) => {
    const loss = LOSSES[remedy];
    return loss === undefined ? [] : [{ ...loss, detail }];
  });
}

/** Those that answer to a rule of the conversation, so that the next message there meets it too. */
const RULES_OF_PLACE: ReadonlySet<string> = new Set<Remedy>([
  "without-everybody",
  "without-people",
  "without-channel-copy",
  "without-thread",
]);

/** Whether the next message of the conversation is to be sent in the lesser form at once. */
export const isRuleOfPlace = (remedy: string): remedy is Remedy => RULES_OF_PLACE.has(remedy);
