/** Something that can be said to the bot. */
export interface CommandVerb {
  readonly name: string;
  /** What follows it, as a reminder. */
  readonly usage: string;
  readonly summary: string;
}

/** What the message box offers after `/perfecto` and `@perfecto`. */
export const COMMAND_VERBS: readonly CommandVerb[] = [
  { name: "help", usage: "[verb]", summary: "what can be said, with examples" },
  { name: "subscribe", usage: "[job] [filter]", summary: "post the builds of a job here" },
  { name: "subscriptions", usage: "", summary: "what is posted here, with buttons" },
  { name: "unsubscribe", usage: "<id or job>", summary: "stop posting a job here" },
  { name: "mute", usage: "<job or filter> [2h]", summary: "keep quiet about it for a while" },
  { name: "unmute", usage: "[id or job]", summary: "end a mute early" },
  { name: "status", usage: "", summary: "whether the bot itself is well" },
  { name: "why", usage: "<link, build or test>", summary: "why something was posted, or not" },
];
