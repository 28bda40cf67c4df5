import { conversationKey, type Conversation, type Mute, type Subscription } from "@perfecto-bot/domain";
import type { AuditEntry, SubscriptionStore } from "../ports/subscription-store.ts";

const MUTE_AGE_MS = 30 * 86_400_000;
const AUDIT_KEPT = 500;

/** Subscriptions and mutes in this process. Removed subscriptions are remembered for as long as it lives. */
export function createMemorySubscriptionStore(): SubscriptionStore {
  let subscriptions = new Map<string, Subscription>();
  let gone = new Map<string, Subscription>();
  let mutes = new Map<string, Mute>();
  let audit: readonly AuditEntry[] = [];

  const write = (entry: AuditEntry): void => {
    const own = [entry, ...audit.filter(isIn(entry.conversation))].slice(0, AUDIT_KEPT);
    audit = [...own, ...audit.filter((one) => !isIn(entry.conversation)(one))];
  };

  return {
    all: async () => [...subscriptions.values()],
    get: async (id) => subscriptions.get(id),
    put: async (subscription, entry) => {
      subscriptions.set(subscription.id, subscription);
      write(entry);
    },
    replace: async (before, after, entry) => {
      if (!isSame(subscriptions.get(before.id), before)) return false;
      subscriptions.set(before.id, after);
      write(entry);
      return true;
    },
    remove: async (id, entry) => {
      const subscription = subscriptions.get(id);
      if (subscription === undefined) return undefined;
      subscriptions.delete(id);
      gone.set(id, subscription);
      write(entry);
      return subscription;
    },
    removed: async (id, conversation) => [...gone.values()].filter(isIn(conversation)).find((one) => one.id === id),
    mutes: async (conversation) => [...mutes.values()].filter(isIn(conversation)),
    putMute: async (mute, entry) => {
      mutes.set(mute.id, mute);
      const ended = [...mutes.values()]
        .filter(isIn(mute.conversation))
        .filter((one) => endOf(one) < entry.atMs - MUTE_AGE_MS);
      for (const { id } of ended) mutes.delete(id);
      write(entry);
    },
    audit: async (conversation, limit) => audit.filter(isIn(conversation)).slice(0, Math.max(0, limit)),
    moveConversation: async (from, to) => {
      const moved = <Value extends { readonly conversation: Conversation }>(one: Value): Value =>
        isIn(from)(one) ? { ...one, conversation: to } : one;
      const all = <Value extends { readonly conversation: Conversation }>(
        values: Map<string, Value>,
      ): Map<string, Value> => new Map([...values].map(([id, one]) => [id, moved(one)]));
      [subscriptions, gone, mutes] = [all(subscriptions), all(gone), all(mutes)];
      audit = [...audit.filter((one) => !isIn(from)(one)), ...audit.filter(isIn(from)).map(moved)];
    },
  };
}

function isSame(one: Subscription | undefined, other: Subscription): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function endOf({ endedAtMs, untilMs }: Mute): number {
  return endedAtMs ?? untilMs;
}

function isIn(conversation: Conversation): (one: { readonly conversation: Conversation }) => boolean {
  const key = conversationKey(conversation);
  return (one) => conversationKey(one.conversation) === key;
}
