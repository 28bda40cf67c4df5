import { conversationKey, type Conversation, type Subscription } from "@perfecto-bot/domain";
import type { DeskParts } from "./desk-parts.ts";

/** A conversation's subscriptions in the order of their jobs. Nobody learns of another conversation's. */
export async function subscriptionsHere(
  { subscriptions }: Pick<DeskParts, "subscriptions">,
  here: Conversation,
): Promise<readonly Subscription[]> {
  const own = await subscriptions.of(here);
  return own.toSorted((a, b) => a.job.localeCompare(b.job, "en") || (a.id < b.id ? -1 : 1));
}

/** A subscription of this conversation by id, or undefined: an id from elsewhere is as good as none. */
export async function ownSubscription(
  parts: Pick<DeskParts, "subscriptions">,
  here: Conversation,
  id: string,
): Promise<Subscription | undefined> {
  const found = await parts.subscriptions.get(id);
  return found !== undefined && conversationKey(found.conversation) === conversationKey(here) ? found : undefined;
}
