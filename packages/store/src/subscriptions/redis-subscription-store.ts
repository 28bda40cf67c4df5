import {
  conversationKey,
  parseConversationKey,
  type Conversation,
  type Mute,
  type Subscription,
} from "@perfecto-bot/domain";
import type { AuditEntry, SubscriptionStore } from "@perfecto-bot/pipeline";
import { redisScript, replyTexts } from "../redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "../store-options.ts";
import { storedShape } from "../stored-value.ts";
import { ALL, MOVE, PUT, PUT_MUTE, REMOVE, REPLACE } from "./subscription-scripts.ts";

const SUBSCRIPTION = storedShape<Omit<Subscription, "conversation">>();
const MUTE = storedShape<Omit<Mute, "conversation">>();
const AUDIT = storedShape<Omit<AuditEntry, "conversation">>();
const AUDIT_KEPT = 500;
const DAY_MS = 86_400_000;
const MUTE_AGE_MS = 30 * DAY_MS;
const REMOVED_TTL_MS = 7 * DAY_MS;

/**
 * What people said, in Redis. Nothing of it can be rebuilt, so subscriptions and the audit have no end. Keys:
 *
 * | key | shape | lives |
 * |---|---|---|
 * | `subscriptions` | hash: id → conversation key, a space, JSON without the conversation | until a person removes one |
 * | `subscriptions:revision` | number, grows with every write | always: one key |
 * | `subscription-removed:<id>` | as in `subscriptions` | 7 days after the removal |
 * | `subscriptions-removed:<conversation>` | set of the ids of the same | 7 days after the last removal |
 * | `mutes:<conversation>` | hash: id → JSON without the conversation | an entry 30 days after its end, until the next mute |
 * | `mutes:<conversation>:ends` | sorted set of the same by end | with it |
 * | `audit:<conversation>` | list of the last 500 entries, newest first | always: bounded |
 */
export function createRedisSubscriptionStore({ redis, prefix = DEFAULT_PREFIX }: StoreOptions): SubscriptionStore {
  const readAll = redisScript(redis, "botSubscriptionsAll", ALL);
  const put = redisScript(redis, "botSubscriptionsPut", PUT);
  const replace = redisScript(redis, "botSubscriptionsReplace", REPLACE);
  const remove = redisScript(redis, "botSubscriptionsRemove", REMOVE);
  const putMute = redisScript(redis, "botMutesPut", PUT_MUTE);
  const move = redisScript(redis, "botSubscriptionsMove", MOVE);
  const subscriptions = `${prefix}:subscriptions`;
  const revisionKey = `${subscriptions}:revision`;
  const mutesKey = (place: string): string => `${prefix}:mutes:${place}`;
  const endsKey = (place: string): string => `${prefix}:mutes:${place}:ends`;
  const removedKey = (id: string): string => `${prefix}:subscription-removed:${encodeURIComponent(id)}`;
  const removedListKey = (place: string): string => `${prefix}:subscriptions-removed:${place}`;
  const auditKey = (place: string): string => `${prefix}:audit:${place}`;
  let known: { readonly revision: string; readonly all: readonly Subscription[] } = { revision: "", all: [] };

  return {
    /** One command; the values travel only when something changed. */
    all: async () => {
      const [revision = "", ...values] = replyTexts(await readAll([subscriptions, revisionKey], [known.revision]));
      if (revision === known.revision) return known.all;
      known = { revision, all: values.map((value) => decodeSubscription(value ?? "", subscriptions)) };
      return known.all;
    },
    get: async (id) => {
      const value = await redis.hget(subscriptions, id);
      return value === null ? undefined : decodeSubscription(value, subscriptions);
    },
    put: async (subscription, audit) => {
      const keys = [subscriptions, revisionKey, auditKey(conversationKey(audit.conversation))];
      await put(keys, [subscription.id, encodeSubscription(subscription), encodeAudit(audit), AUDIT_KEPT]);
    },
    replace: async (before, after, audit) => {
      const keys = [subscriptions, revisionKey, auditKey(conversationKey(audit.conversation))];
      const values = [encodeSubscription(before), encodeSubscription(after)];
      return (await replace(keys, [before.id, ...values, encodeAudit(audit), AUDIT_KEPT])) === 1;
    },
    remove: async (id, audit) => {
      const place = conversationKey(audit.conversation);
      const keys = [subscriptions, revisionKey, auditKey(place), removedKey(id), removedListKey(place)];
      const value = await remove(keys, [id, encodeAudit(audit), AUDIT_KEPT, REMOVED_TTL_MS]);
      return typeof value === "string" ? decodeSubscription(value, subscriptions) : undefined;
    },
    removed: async (id, conversation) => {
      const value = await redis.get(removedKey(id));
      const subscription = value === null ? undefined : decodeSubscription(value, removedKey(id));
      const isTheirs =
        subscription !== undefined && conversationKey(subscription.conversation) === conversationKey(conversation);
      return isTheirs ? subscription : undefined;
    },
    mutes: async (conversation) => {
      const key = mutesKey(conversationKey(conversation));
      const values = await redis.hvals(key);
      return values.map((value) => ({ ...MUTE.decode(value, key), conversation }));
    },
    putMute: async ({ conversation, ...mute }, audit) => {
      const place = conversationKey(conversation);
      const keys = [mutesKey(place), endsKey(place), auditKey(conversationKey(audit.conversation))];
      const endsAtMs = mute.endedAtMs ?? mute.untilMs;
      const words = [mute.id, MUTE.encode(mute), endsAtMs, audit.atMs, MUTE_AGE_MS, encodeAudit(audit), AUDIT_KEPT];
      await putMute(keys, words);
    },
    audit: async (conversation, limit) => {
      if (limit <= 0) return [];
      const key = auditKey(conversationKey(conversation));
      const values = await redis.lrange(key, 0, limit - 1);
      return values.map((value) => ({ ...AUDIT.decode(value, key), conversation }));
    },
    moveConversation: async (from, to) => {
      const [old, place] = [conversationKey(from), conversationKey(to)];
      if (old === place) return;
      const removed = await redis.smembers(removedListKey(old));
      const pairs = [mutesKey, endsKey, auditKey, removedListKey].flatMap((key) => [key(old), key(place)]);
      await move([subscriptions, revisionKey, ...pairs, ...removed.map(removedKey)], [old, place, AUDIT_KEPT]);
    },
  };
}

/** The conversation stands before the JSON, so that a script can move a subscription without reading JSON. */
function encodeSubscription({ conversation, ...rest }: Subscription): string {
  return `${conversationKey(conversation)} ${SUBSCRIPTION.encode(rest)}`;
}

function decodeSubscription(text: string, key: string): Subscription {
  const end = text.indexOf(" ");
  const conversation: Conversation = parseConversationKey(text.slice(0, end));
  return { ...SUBSCRIPTION.decode(text.slice(end + 1), key), conversation };
}

function encodeAudit(entry: AuditEntry): string {
  const { conversation: _, ...rest } = entry;
  return AUDIT.encode(rest);
}
