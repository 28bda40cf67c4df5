import type { Breakages } from "../../wire/world-state.ts";

interface BreakageName {
  readonly what: keyof Breakages;
  readonly label: string;
  /** What one will see. */
  readonly hint: string;
}

/** What can be broken, in the menu's order. */
export const BREAKAGES: readonly BreakageName[] = [
  { what: "labDown", label: "Lab is down", hint: "Every request to the lab fails." },
  { what: "tokenExpired", label: "Lab token expired", hint: "The lab refuses the bot's security token." },
  { what: "slowProcessing", label: "Slow processing", hint: "Videos and artifacts take ten times as long." },
  { what: "slackRateLimited", label: "Slack answers 429", hint: "Posts and edits are told to wait." },
  { what: "answersLost", label: "Answers get lost", hint: "Every third post arrives, but the bot never hears so." },
];
