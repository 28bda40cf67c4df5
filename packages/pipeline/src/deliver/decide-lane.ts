import type { Subscription } from "@perfecto-bot/domain";

/** Whether a conversation's mail is worked on now, and why. */
export type LaneDecision =
  | { readonly kind: "work"; readonly reason: "reachable" }
  | { readonly kind: "rest"; readonly reason: "conversation-unavailable" };

/**
 * Decides about a conversation by its own subscriptions. While the last thing known of it is that it cannot be posted
 * to, its mail waits: a bot that was removed must not come back by itself, and an archived channel refuses each message.
 */
export function decideLane(subscriptions: readonly Subscription[]): LaneDecision {
  const unavailable = subscriptions.some(({ paused }) => paused?.reason === "conversation-unavailable");
  return unavailable && subscriptions.every(({ paused }) => paused !== undefined)
    ? { kind: "rest", reason: "conversation-unavailable" }
    : { kind: "work", reason: "reachable" };
}
