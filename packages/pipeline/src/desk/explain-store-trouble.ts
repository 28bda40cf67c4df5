import type { StoreErrorKind } from "../ports/store-error.ts";

/** What is wrong with the bot's memory, in words for people; the sentence goes on where a full stop could stand. */
const WORDS: Readonly<Record<StoreErrorKind, string>> = {
  away: "The bot's memory (Redis) does not answer now",
  unanswered: "The bot's memory (Redis) did not answer in time",
  late: "The bot's memory (Redis) answers too slowly now",
  "read-only": "The bot's memory (Redis) takes no writes now: it is a read-only copy",
  full: "The bot's memory (Redis) takes no writes now: it is full",
  "too-few-replicas": "The bot's memory (Redis) takes no writes now: too few of its copies can be reached",
  "disk-failed": "The bot's memory (Redis) takes no writes now: it cannot save to its disk",
  "not-serving": "The bot's memory (Redis) is not ready yet",
  "access-denied": "The bot's memory (Redis) does not let the bot in",
};

/** What can be done about it by whoever asked. */
export const ASK_AGAIN = "Try again in a minute. If it stays so, tell whoever runs the bot.";

/** Says what is wrong with the bot's memory, without a full stop. The error's own message is for operators. */
export function explainStoreTrouble(kind: StoreErrorKind): string {
  return WORDS[kind];
}
