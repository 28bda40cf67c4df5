import type { Conversation } from "@perfecto-bot/domain";
import type { Budget } from "@perfecto-bot/pipeline";
import { conversationScope } from "../connector/explain-failure.ts";

/**
 * What one call uses up; edits count like posts. Teams allows a bot 7 calls in 1 s, 8 in 2 s, 60 in 30 s and 1,800 in an hour
 * per conversation, and an app 50 a second per tenant. Bursts of 4 and then one
 * every 250 ms stay below the first as well.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export function teamsBudgets(_call: "post" | "edit", conversation: Conversation): readonly Budget[] {
  const here = conversationScope(conversation);
  return [
    { scope: here, max: 8, perMs: 2_000, burst: 4 },
    { scope: `${here}:30s`, max: 60, perMs: 30_000, burst: 12 },
    { scope: `${here}:1h`, max: 1_800, perMs: 3_600_000, burst: 100 },
    { scope: `teams:${conversation.workspace}`, max: 50, perMs: 1_000, burst: 10 },
  ];
}
