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
  { name: "failures", usage: "[filter] [window] [by:key]", summary: "what failed or was blocked" },
  { name: "runs", usage: "[filter] [window] [by:key]", summary: "what ran, passed or not" },
  { name: "build", usage: "<job> [number]", summary: "one build of a job" },
  { name: "builds", usage: "<job> [last n]", summary: "the latest builds of a job" },
  { name: "compare", usage: "<job> [n] [m]", summary: "two builds of a job" },
  { name: "test", usage: "<id or link>", summary: "one test, with its commands and history" },
  { name: "jobs", usage: "[pattern]", summary: "the jobs that were seen" },
  { name: "flaky", usage: "[filter] [window]", summary: "tests that pass and fail by turns" },
  { name: "trend", usage: "<job> [window]", summary: "how a job went over time" },
  { name: "subscribe", usage: "[job] [filter]", summary: "post the builds of a job here" },
  { name: "subscriptions", usage: "", summary: "what is posted here, with buttons" },
  { name: "unsubscribe", usage: "<id or job>", summary: "stop posting a job here" },
  { name: "mute", usage: "<job or filter> [2h]", summary: "keep quiet about it for a while" },
  { name: "unmute", usage: "[id or job]", summary: "end a mute early" },
  { name: "status", usage: "", summary: "whether the bot itself is well" },
  { name: "why", usage: "<link, build or test>", summary: "why something was posted, or not" },
];
