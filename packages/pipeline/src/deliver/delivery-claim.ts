import { conversationKey } from "@perfecto-bot/domain";
import type { WantedMessage } from "../ports/ledger.ts";
import type { Claim } from "../ports/rate-budget.ts";

/** The share of every burst that progress edits leave free. */
const PROGRESS_SPARE = 0.5;
/** Which call goes first where several conversations wait for one budget. 0 is left for what calls a person. */
const PRIORITIES = { root: 1, reply: 2, "final-edit": 3, "progress-edit": 4 } as const;

/** With which claim a lane takes from the budgets for a message. A conversation stands in line once, for its most urgent call. */
export function deliveryClaim(
  call: "post" | "edit" | "find",
  { conversation, replyTo, progress }: Pick<WantedMessage, "conversation" | "replyTo" | "progress">,
): Claim {
  const waiter = conversationKey(conversation);
  // A look shares its limit with looks alone, and they are all as urgent.
  if (call === "find") return { waiter, priority: PRIORITIES.root };
  if (call === "post") return { waiter, priority: replyTo === undefined ? PRIORITIES.root : PRIORITIES.reply };
  return progress
    ? { waiter, priority: PRIORITIES["progress-edit"], spare: PROGRESS_SPARE }
    : { waiter, priority: PRIORITIES["final-edit"] };
}
