import {
  conversationKey,
  endOfMute,
  SubscriptionIndex,
  type Conversation,
  type ConversationKey,
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
  const mutes = new Map<ConversationKey, Map<string, Mute>>();
  let audit: readonly AuditEntry[] = [];

  const write = (entry: AuditEntry): void => {
    const own = [entry, ...audit.filter(isIn(entry.conversation))].slice(0, AUDIT_KEPT);
    audit = [...own, ...audit.filter((one) => !isIn(entry.conversation)(one))];
  };

  const mutesIn = (conversation: Conversation): Map<string, Mute> =>
    mutes.get(conversationKey(conversation)) ?? new Map<string, Mute>();

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
      [...mutesIn(conversation).values()].filter((one) => endOfMute(one) > endAfterMs),
    putMute: async (mute, entry) => {
      const own = mutesIn(mute.conversation);
      own.set(mute.id, mute);
      for (const one of own.values()) if (endOfMute(one) < entry.atMs - MUTE_AGE_MS) own.delete(one.id);
      mutes.set(conversationKey(mute.conversation), own);
      write(entry);
    },
    setAside: async (conversation) => setAside(conversation),
    audit: async (conversation, limit) => audit.filter(isIn(conversation)).slice(0, Math.max(0, limit)),
    moveConversation: async (from, to) => {
      const moved = <Value extends { readonly conversation: Conversation }>(one: Value): Value =>
        isIn(from)(one) ? { ...one, conversation: to } : one;
      for (const one of index.of(from)) index.put(moved(one));
      gone = new Map([...gone].map(([id, one]) => [id, moved(one)]));
      const all = [...mutesIn(to), ...[...mutesIn(from)].map(([id, one]) => [id, moved(one)] as const)];
      mutes.delete(conversationKey(from));
      mutes.set(conversationKey(to), new Map(all));
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
