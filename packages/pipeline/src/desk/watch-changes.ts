import { StoreError, storeErrorIn } from "../ports/store-error.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import type { DeskParts } from "./desk-parts.ts";

/**
 * What a request of a person has changed so far. `unknown`: a change was sent to the store and its answer is lost. `done`: at
 * least one is saved, which may not be all of them.
 */
export type ChangeOutcome = "none" | "unknown" | "done";

/** The parts of a desk for one request, and what the request changed by them. */
export interface WatchedChanges {
  readonly parts: DeskParts;
  readonly outcome: () => ChangeOutcome;
}

/** Nobody counts on a request any more that took so long to come to its change. */
const CHANGE_WITHIN_MS = 5_000;

/**
 * Watches what a request changes, so that whoever asked can be told the truth when it fails. A change that is not begun in time
 * rejects with a StoreError of kind `late`: it is not done behind somebody's back who gave up.
 */
export function watchChanges(parts: DeskParts): WatchedChanges {
  const { subscriptions, now } = parts;
  const begunAtMs = now();
  let outcome: ChangeOutcome = "none";

  const watched =
    <Words extends readonly unknown[], Result>(change: (...words: Words) => Promise<Result>) =>
    async (...words: Words): Promise<Result> => {
      const afterMs = now() - begunAtMs;
      if (afterMs > CHANGE_WITHIN_MS)
        throw new StoreError("late", `A change was not begun ${afterMs} ms after it was asked for: Redis is too slow.`);
      try {
        const result = await change(...words);
        outcome = "done";
        return result;
      } catch (error) {
        if (outcome === "none" && storeErrorIn(error)?.kind === "unanswered") outcome = "unknown";
        throw error;
      }
    };

  const store: SubscriptionStore = {
    ...subscriptions,
    put: watched(subscriptions.put),
    replace: watched(subscriptions.replace),
    remove: watched(subscriptions.remove),
    putMute: watched(subscriptions.putMute),
  };
  return { parts: { ...parts, subscriptions: store }, outcome: () => outcome };
}
