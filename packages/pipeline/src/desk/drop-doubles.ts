import type { Conversation } from "@perfecto-bot/domain";
import { auditEntry } from "./audit-entry.ts";
import type { DeskParts } from "./desk-parts.ts";
import { subscriptionsHere } from "./own-subscription.ts";

/** Two conversations became one: what both asked for, word for word, stands once. The older stays, but for one that rests. */
export async function dropDoubles(parts: Pick<DeskParts, "subscriptions" | "now">, here: Conversation): Promise<void> {
  const asked = new Set<string>();
  const all = await subscriptionsHere(parts, here);
  const [active, resting] = [all.filter(({ paused }) => !paused), all.filter(({ paused }) => paused)];
  for (const one of [active, resting].flatMap((some) => some.toSorted((a, b) => a.createdAtMs - b.createdAtMs))) {
    const { lab, job, filter, options } = one;
    const asks = JSON.stringify([lab, job, filter, options]);
    if (asked.has(asks)) {
      const why = `${job}: another subscription here asks for the same`;
      const asker = { conversation: here, person: "the service" };
      await parts.subscriptions.remove(one.id, auditEntry(asker, "subscription removed", why, parts.now()));
    }
    asked.add(asks);
  }
}
