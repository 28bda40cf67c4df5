import {
  conversationKey,
  endOfMute,
  SubscriptionIndex,
  type Conversation,
  type Mute,
  type Subscription,
} from "@perfecto-bot/domain";
import type { UnreadValue } from "../ports/set-aside.ts";
import type { AuditEntry, SubscriptionStore } from "../ports/subscription-store.ts";

const MUTE_AGE_MS = 30 * 86_400_000;
const AUDIT_KEPT = 500;

/**
 * Subscriptions and mutes in this process. Removed subscriptions are remembered for as long as it lives.
 * @param setAside What each conversation has that cannot be read: here nothing is ever written so.
 */
export function createMemorySubscriptionStore(
  setAside: (conversation: Conversation) => readonly UnreadValue[] = () => [],
): SubscriptionStore {
  const index = new SubscriptionIndex();
  let gone = new Map<string, Subscription>();
  let mutes = new Map<string, Mute>();
  let audit: readonly AuditEntry[] = [];

  const write = (entry: AuditEntry): void => {
    const own = [entry, ...audit.filter(isIn(entry.conversation))].slice(0, AUDIT_KEPT);
    audit = [...own, ...audit.filter((one) => !isIn(entry.conversation)(one))];
  };

  return {
    all: async () => index.all(),
    of: async (conversation) => index.of(conversation),
    inWorkspace: async (channel, workspace) => index.inWorkspace(channel, workspace),
    inLab: async (lab) => index.inLab(lab),
    get: async (id) => index.get(id),
    put: async (subscription, entry) => {
      index.put(subscription);
      write(entry);
    },
    replace: async (before, after, entry) => {
      if (!isSame(index.get(before.id), before)) return false;
      index.put(after);
      write(entry);
      return true;
    },
    remove: async (id, entry) => {
      const subscription = index.get(id);
      if (subscription === undefined) return undefined;
      index.remove(id);
      gone.set(id, subscription);
      write(entry);
      return subscription;
    },
    removed: async (id, conversation) => [...gone.values()].filter(isIn(conversation)).find((one) => one.id === id),
    mutes: async (conversation, endAfterMs) =>
      [...mutes.values()].filter(isIn(conversation)).filter((one) => endOfMute(one) > endAfterMs),
    putMute: async (mute, entry) => {
      mutes.set(mute.id, mute);
      const ended = [...mutes.values()]
        .filter(isIn(mute.conversation))
        .filter((one) => endOfMute(one) < entry.atMs - MUTE_AGE_MS);
      for (const { id } of ended) mutes.delete(id);
      write(entry);
    },
    setAside: async (conversation) => setAside(conversation),
    audit: async (conversation, limit) => audit.filter(isIn(conversation)).slice(0, Math.max(0, limit)),
    moveConversation: async (from, to) => {
      const moved = <Value extends { readonly conversation: Conversation }>(one: Value): Value =>
        isIn(from)(one) ? { ...one, conversation: to } : one;
      const all = <Value extends { readonly conversation: Conversation }>(
        values: Map<string, Value>,
      ): Map<string, Value> => new Map([...values].map(([id, one]) => [id, moved(one)]));
      for (const one of index.of(from)) index.put(moved(one));
      [gone, mutes] = [all(gone), all(mutes)];
      audit = [...audit.filter((one) => !isIn(from)(one)), ...audit.filter(isIn(from)).map(moved)];
    },
  };
}

function isSame(one: Subscription | undefined, other: Subscription): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isIn(conversation: Conversation): (one: { readonly conversation: Conversation }) => boolean {
  const key = conversationKey(conversation);
  return (one) => conversationKey(one.conversation) === key;
}
