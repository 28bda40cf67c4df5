import type { Conversation } from "@perfecto-bot/domain";
import type { Next } from "../ports/signals.ts";
import { decideLane } from "./decide-lane.ts";
import type { DeliveryParts } from "./delivery-parts.ts";
import { workLane } from "./work-lane.ts";

/** A lane is held this long beyond its last step; a dead worker's lane opens to another after it. */
export const LEASE_MS = 15_000;
/** A conversation that nothing can be brought to is looked at again so late; whatever mends it wakes it sooner. */
const REST_MS = 60 * 60_000;

/**
 * Works on one conversation's mailbox: root before replies, newest content only, one worker at a time.
 * Every step is written before and after it, so that it can be killed anywhere and run again.
 */
export async function deliver(parts: DeliveryParts, conversation: Conversation): Promise<Next> {
  const channel = parts.channels.get(conversation.channel);
  const subscriptions = await parts.subscriptions.of(conversation);
  if (channel === undefined || decideLane(subscriptions).kind === "rest") {
    const isEmpty = (await parts.ledger.mail(conversation, 1)).length === 0;
    return isEmpty ? { kind: "done" } : { kind: "again", afterMs: REST_MS };
  }
  const lease = await parts.ledger.acquire(conversation, LEASE_MS);
  if (lease === undefined) return { kind: "again", afterMs: LEASE_MS / 4 };
  try {
    return await workLane({ ...parts, channel, lease, leaseMs: LEASE_MS, isSubscribed: subscriptions.length > 0 });
  } finally {
    await parts.ledger.release(lease);
  }
}
