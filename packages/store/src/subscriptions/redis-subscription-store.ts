import { conversationKey, endOfMute, type Mute } from "@perfecto-bot/domain";
import { SetAsideError, type UnreadValue, type SubscriptionStore } from "@perfecto-bot/pipeline";
import { redisScript, replyTexts } from "../redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "../store-options.ts";
import { readOrSetAside } from "../stored-value.ts";
import { CHANGES_KEPT, mirrorSubscriptions, type MirroredKeys } from "./subscription-mirror.ts";
import { MOVE, MUTES, PUT, PUT_MUTE, REMOVE, REPLACE } from "./subscription-scripts.ts";
import {
  AUDIT,
  decodeSubscription,
  encodeAudit,
  encodeSubscription,
  MUTE,
  SUBSCRIPTION,
} from "./subscription-shapes.ts";

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
 * | `subscriptions:revision` | number, grows by one with every change of one | always: one key |
 * | `subscriptions:changes` | stream: under each revision the id that it changed, the last 1,000 | always: bounded |
 * | `subscriptions:epoch` | a text of its own for this life of the data | always: one key |
 * | `subscription-removed:<id>` | as in `subscriptions` | 7 days after the removal |
 * | `subscriptions-removed:<conversation>` | set of the ids of the same | 7 days after the last removal |
 * | `mutes:<conversation>` | hash: id → JSON without the conversation | an entry 30 days after its end, until the next mute |
 * | `mutes:<conversation>:ends` | sorted set of the same by end | with it |
 * | `audit:<conversation>` | list of the last 500 entries, newest first | always: bounded |
 */
export function createRedisSubscriptionStore(options: StoreOptions): SubscriptionStore {
  const { redis, prefix = DEFAULT_PREFIX, onSetAside = () => undefined } = options;
  const put = redisScript(redis, "botSubscriptionsPut", PUT);
  const replace = redisScript(redis, "botSubscriptionsReplace", REPLACE);
  const remove = redisScript(redis, "botSubscriptionsRemove", REMOVE);
  const readMutes = redisScript(redis, "botMutes", MUTES);
  const putMute = redisScript(redis, "botMutesPut", PUT_MUTE);
  const move = redisScript(redis, "botSubscriptionsMove", MOVE);
  const subscriptions = `${prefix}:subscriptions`;
  const keys: MirroredKeys = {
    subscriptions,
    revision: `${subscriptions}:revision`,
    changes: `${subscriptions}:changes`,
    epoch: `${subscriptions}:epoch`,
  };
  const written = [subscriptions, keys.revision, keys.changes];
  const mutesKey = (place: string): string => `${prefix}:mutes:${place}`;
  const endsKey = (place: string): string => `${prefix}:mutes:${place}:ends`;
  const removedKey = (id: string): string => `${prefix}:subscription-removed:${encodeURIComponent(id)}`;
  const removedListKey = (place: string): string => `${prefix}:subscriptions-removed:${place}`;
  const auditKey = (place: string): string => `${prefix}:audit:${place}`;
  const known = mirrorSubscriptions(redis, keys, onSetAside);
  const decode = (id: string, text: string) => decodeSubscription(text, `${subscriptions} ${id}`);

  const mutesAfter = async (
    place: string,
    endAfterMs: number,
    onAside: (value: UnreadValue) => void,
  ): Promise<readonly Omit<Mute, "conversation">[]> => {
    const key = mutesKey(place);
    const reply = replyTexts(await readMutes([key, endsKey(place)], [endAfterMs]));
    return reply.flatMap((id, at) => {
      const text = reply[at + 1];
      if (at % 2 === 1 || !text) return [];
      return readOrSetAside(() => MUTE.decode(text, `${key} ${id}`), onAside) ?? [];
    });
  };

  return {
    all: async () => (await known()).index.all(),
    of: async (conversation) => (await known()).index.of(conversation),
    inWorkspace: async (channel, workspace) => (await known()).index.inWorkspace(channel, workspace),
    inLab: async (lab) => (await known()).index.inLab(lab),
    get: async (id) => {
      const text = await redis.hget(subscriptions, id);
      return text === null ? undefined : decode(id, text);
    },
    put: async (subscription, audit) => {
      const { id } = subscription;
      const words = [id, encodeSubscription(subscription), SUBSCRIPTION.newest, encodeAudit(audit)];
      const changed = [...written, auditKey(conversationKey(audit.conversation))];
      if ((await put(changed, [...words, AUDIT_KEPT, CHANGES_KEPT])) !== 1) throw await leftAlone(id);
    },
    /** Two commands: what was read may have been written in an older form. */
    replace: async (before, after, audit) => {
      const { id } = before;
      const text = await redis.hget(subscriptions, id);
      const stored = text === null ? undefined : readOrSetAside(() => decode(id, text), onSetAside);
      if (text === null || JSON.stringify(stored) !== JSON.stringify(before)) return false;
      const changed = [...written, auditKey(conversationKey(audit.conversation))];
      const words = [id, text, encodeSubscription(after), encodeAudit(audit), AUDIT_KEPT, CHANGES_KEPT];
      return (await replace(changed, words)) === 1;
    },
    remove: async (id, audit) => {
      const place = conversationKey(audit.conversation);
      const changed = [...written, auditKey(place), removedKey(id), removedListKey(place)];
      const words = [id, SUBSCRIPTION.newest, encodeAudit(audit), AUDIT_KEPT, CHANGES_KEPT, REMOVED_TTL_MS];
      const text = await remove(changed, words);
      return typeof text === "string" ? decode(id, text) : undefined;
    },
    removed: async (id, conversation) => {
      const text = await redis.get(removedKey(id));
      const subscription = text === null ? undefined : decodeSubscription(text, removedKey(id));
      const isTheirs =
        subscription !== undefined && conversationKey(subscription.conversation) === conversationKey(conversation);
      return isTheirs ? subscription : undefined;
    },
    mutes: async (conversation, endAfterMs) => {
      const mutes = await mutesAfter(conversationKey(conversation), endAfterMs, onSetAside);
      return mutes.map((mute) => ({ ...mute, conversation }));
    },
    putMute: async ({ conversation, ...mute }, audit) => {
      const place = conversationKey(conversation);
      const changed = [mutesKey(place), endsKey(place), auditKey(conversationKey(audit.conversation))];
      const endsAtMs = endOfMute({ conversation, ...mute });
      const words = [mute.id, MUTE.encode(mute), endsAtMs, audit.atMs, MUTE_AGE_MS, encodeAudit(audit), AUDIT_KEPT];
      if ((await putMute(changed, [...words, MUTE.newest])) !== 1)
        throw new SetAsideError({ what: "mute", why: "newer-version", key: `${mutesKey(place)} ${mute.id}` });
    },
    setAside: async (conversation, endAfterMs) => {
      const place = conversationKey(conversation);
      const found: UnreadValue[] = [...(await known()).setAside.values()].filter((one) => one.place === place);
      await mutesAfter(place, endAfterMs, (value) => found.push(value));
      return found;
    },
    audit: async (conversation, limit) => {
      if (limit <= 0) return [];
      const key = auditKey(conversationKey(conversation));
      const texts = await redis.lrange(key, 0, limit - 1);
      return texts.flatMap((text) => {
        const entry = readOrSetAside(() => AUDIT.decode(text, key), onSetAside);
        return entry === undefined ? [] : [{ ...entry, conversation }];
      });
    },
    moveConversation: async (from, to) => {
      const [old, place] = [conversationKey(from), conversationKey(to)];
      if (old === place) return;
      const removed = await redis.smembers(removedListKey(old));
      const pairs = [mutesKey, endsKey, auditKey, removedListKey].flatMap((key) => [key(old), key(place)]);
      await move([...written, ...pairs, ...removed.map(removedKey)], [old, place, AUDIT_KEPT, CHANGES_KEPT]);
    },
  };

  /** Why a subscription was not written over. */
  async function leftAlone(id: string): Promise<SetAsideError> {
    const key = `${subscriptions} ${id}`;
    const { setAside } = await known();
    return new SetAsideError(setAside.get(id) ?? { what: "subscription", why: "newer-version", key });
  }
}
