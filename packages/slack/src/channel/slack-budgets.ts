import type { Conversation } from "@perfecto-bot/domain";
import type { Budget } from "@perfecto-bot/pipeline";
import { rateScope } from "../web-api/explain-error.ts";

/**
 * What one call uses up. Posts: about one a second per channel, counted over five seconds so that a few may come at
 * once, and "several hundred" a minute per workspace, taken as 300. Edits: tier 3, 50 a minute per workspace.
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 * @see https://docs.slack.dev/reference/methods/chat.update
 */
export function slackBudgets(call: "post" | "edit", { workspace, id }: Conversation): readonly Budget[] {
  if (call === "edit") return [{ scope: rateScope(workspace, "chat.update"), max: 50, perMs: 60_000, burst: 10 }];
  const posts = rateScope(workspace, "chat.postMessage");
  return [
    { scope: `${posts}:${id}`, max: 5, perMs: 5_000, burst: 4 },
    { scope: posts, max: 300, perMs: 60_000, burst: 20 },
  ];
}
