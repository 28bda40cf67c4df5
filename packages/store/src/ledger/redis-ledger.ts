import { randomUUID } from "node:crypto";
import { conversationKey, type Conversation } from "@perfecto-bot/domain";
import type { Ledger, LedgerEntry, LedgerSummary, Mail } from "@perfecto-bot/pipeline";
import { redisScript, replyTexts } from "../redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "../store-options.ts";
import { readOrSetAside } from "../stored-value.ts";
import { ledgerKeys } from "./ledger-keys.ts";
import { decodeConversations, decodeEntry, decodeSummary, encodeCard } from "./ledger-record.ts";
import { ADOPT, ENTRIES, FORGET_MAIL, PROJECT, RECORD, REVIVE } from "./ledger-scripts.ts";
import { ACQUIRE, PROLONG, RELEASE } from "./lease-scripts.ts";
import { decodeMember, encodeMember, type MailMember } from "./mail-member.ts";
import { MOVE } from "./move-script.ts";

const LEDGER_TTL_MS = 30 * 86_400_000;
/** Longer than any planning takes: who planned nothing must not be overtaken by who knew less. */
const EMPTY_TOPIC_TTL_MS = 60 * 60_000;
const DEAD_KEPT = 200;

/** The ledger in Redis. Its keys are listed at {@link ledgerKeys}. Every method is one script but for those that say so. */
export function createRedisLedger(options: StoreOptions): Ledger {
  const { redis, prefix = DEFAULT_PREFIX, onSetAside = () => undefined } = options;
  const project = redisScript(redis, "botLedgerProject", PROJECT);
  const record = redisScript(redis, "botLedgerRecord", RECORD);
  const entries = redisScript(redis, "botLedgerEntries", ENTRIES);
  const revive = redisScript(redis, "botLedgerRevive", REVIVE);
  const forgetMail = redisScript(redis, "botLedgerForgetMail", FORGET_MAIL);
  const adopt = redisScript(redis, "botLedgerAdopt", ADOPT);
  const acquire = redisScript(redis, "botLedgerAcquire", ACQUIRE);
  const prolong = redisScript(redis, "botLedgerProlong", PROLONG);
  const release = redisScript(redis, "botLedgerRelease", RELEASE);
  const move = redisScript(redis, "botLedgerMove", MOVE);
  const keys = ledgerKeys(prefix);

  /**
   * The entries of some messages in their order. A message is set aside with the one it replies to: neither can be posted
   * without the other.
   */
  const read = async (
    conversation: Conversation,
    members: readonly MailMember[],
  ): Promise<readonly (Mail | "gone" | "set-aside")[]> => {
    if (members.length === 0) return [];
    const place = conversationKey(conversation);
    const topics = [...new Set(members.map(({ topic }) => topic))];
    const topicKeys = topics.flatMap((topic) => [keys.records(place, topic), keys.cards(place, topic)]);
    const words = members.flatMap(({ topic, name }) => [topics.indexOf(topic), name]);
    const reply = replyTexts(await entries(topicKeys, words));
    return members.map(({ topic, name }, index) => {
      const [text, card, rootName, rootText, rootCard] = reply.slice(index * 5, index * 5 + 5);
      if (!text || !card) return "gone";
      const decode = (of: string, itsRecord: string, itsCard: string): LedgerEntry =>
        decodeEntry({ conversation, topic, name: of }, itsRecord, itsCard, `${keys.records(place, topic)} ${of}`);
      const both = (): Mail => {
        const entry = decode(name, text, card);
        return !rootName || !rootText || !rootCard ? { entry } : { entry, root: decode(rootName, rootText, rootCard) };
      };
      return readOrSetAside(both, onSetAside) ?? "set-aside";
    });
  };

  return {
    project: async ({ conversation, topic, seen, messages, withdraw }, nowMs) => {
      const place = conversationKey(conversation);
      const own = [keys.version(place, topic), keys.mail(place), keys.due, keys.counter, keys.topics(place)];
      const perTopic = [keys.records(place, topic), keys.cards(place, topic), keys.where(topic)];
      const words = messages.flatMap((message) => {
        const { name, contentHash, progress, replyTo = "", reason } = message;
        return [name, encodeMember(message), contentHash, progress ? 1 : 0, replyTo, reason, encodeCard(message)];
      });
      const gone = withdraw.flatMap((name) => [name, encodeMember({ topic, name })]);
      const head = [place, topic, seen, nowMs, LEDGER_TTL_MS, EMPTY_TOPIC_TTL_MS, messages.length];
      const answer = await project([...own, ...perTopic], [...head, ...words, ...gone]);
      return answer === -1 ? { kind: "conflict" } : { kind: "projected", hasMail: answer === 1 };
    },
    /** Two commands, sent together: a projection in between makes the version the older of the two. */
    topic: async (conversation, topic) => {
      const place = conversationKey(conversation);
      const key = keys.records(place, topic);
      const [version, records] = await Promise.all([redis.get(keys.version(place, topic)), redis.hgetall(key)]);
      const summaries = Object.entries(records).map(
        ([name, text]) =>
          readOrSetAside(() => decodeSummary(name, text, `${key} ${name}`), onSetAside) ?? unreadSummary(name),
      );
      return { version: Number(version ?? 0), messages: new Map(summaries.map((one) => [one.name, one])) };
    },
    conversationsOf: async (topic) => decodeConversations(await redis.smembers(keys.where(topic))),
    acquire: async (conversation, ttlMs) => {
      const lease = keys.lease(conversationKey(conversation));
      const token = await acquire([lease, keys.leases], [randomUUID(), ttlMs]);
      return typeof token === "string" && token !== "" ? { conversation, token } : undefined;
    },
    prolong: async ({ conversation, token }, ttlMs) =>
      (await prolong([keys.lease(conversationKey(conversation))], [token, ttlMs])) === 1,
    release: async ({ conversation, token }) => {
      await release([keys.lease(conversationKey(conversation))], [token]);
    },
    /**
     * Two commands; a third where messages have expired in a mailbox that nobody emptied for a month, and again two for as
     * many more as were set aside.
     */
    mail: async (conversation, limit, offset = 0) => {
      const place = conversationKey(conversation);
      const mail: Mail[] = [];
      for (let from = offset; mail.length < limit;) {
        const wanted = limit - mail.length;
        const members = await redis.zrange(keys.mail(place), from, `${from + wanted - 1}`);
        const found = await read(conversation, members.map(decodeMember));
        const gone = members.filter((_, index) => found[index] === "gone");
        if (gone.length > 0) await forgetMail([keys.mail(place), keys.due], [place, ...gone]);
        mail.push(...found.filter((item) => typeof item !== "string"));
        if (members.length < wanted) break;
        from += members.length - gone.length;
      }
      return mail;
    },
    topicsWithMail: async (conversation) => {
      const members = await redis.zrange(keys.mail(conversationKey(conversation)), 0, "-1");
      return [...new Set(members.map((member) => decodeMember(member).topic))];
    },
    record: async ({ conversation, token }, { wanted: { topic, name }, version }, change) => {
      const place = conversationKey(conversation);
      const own = [keys.lease(place), keys.mail(place), keys.due, keys.counter, keys.dead(place)];
      const head = [token, place, name, encodeMember({ topic, name }), JSON.stringify(change)];
      const words = [...head, LEDGER_TTL_MS, DEAD_KEPT, version, randomUUID()];
      const answer = Number(await record([...own, keys.records(place, topic), keys.cards(place, topic)], words));
      if (answer === 0) return { kind: "lease-lost" };
      return answer < 0 ? { kind: "stale" } : { kind: "recorded", version: answer };
    },
    adopt: async ({ conversation, topic, name }, { id, contentHash, atMs }) => {
      const place = conversationKey(conversation);
      const own = [keys.mail(place), keys.due, keys.counter, keys.dead(place), keys.records(place, topic)];
      const answer = await adopt(own, [place, name, encodeMember({ topic, name }), id, contentHash, atMs]);
      return answer === "adopted" || answer === "known" ? answer : "second";
    },
    /** Two commands. */
    deadLetters: async (conversation, limit) => {
      if (limit <= 0) return [];
      const members = await redis.zrevrange(keys.dead(conversationKey(conversation)), 0, limit - 1);
      const found = await read(conversation, members.map(decodeMember));
      return found.flatMap((item) => (typeof item !== "string" && isDead(item.entry) ? [item.entry] : []));
    },
    /** Two trips. Of the dead, the last 200 can be revived. */
    revive: async (conversation, sinceMs, nowMs) => {
      const place = conversationKey(conversation);
      const [waiting, dead] = await Promise.all([
        redis.zrange(keys.mail(place), 0, "-1"),
        redis.zrange(keys.dead(place), 0, "-1"),
      ]);
      const members = [...new Set([...waiting, ...dead])].map((member) => decodeMember(member));
      const topics = [...new Set(members.map(({ topic }) => topic))];
      const own = [keys.mail(place), keys.due, keys.counter, keys.dead(place)];
      const words = members.flatMap((member) => [topics.indexOf(member.topic), member.name, encodeMember(member)]);
      await revive([...own, ...topics.map((topic) => keys.records(place, topic))], [place, sinceMs, nowMs, ...words]);
    },
    /** Two trips, and two more for every time that new topics came in between. */
    moveConversation: async (from, to, nowMs) => {
      const [old, place] = [conversationKey(from), conversationKey(to)];
      if (old === place) return;
      for (let left = true; left;) {
        const topics = await redis.zrange(keys.topics(old), 0, "-1");
        const pairs = [keys.mail, keys.dead, keys.topics].flatMap((key) => [key(old), key(place)]);
        const perTopic = topics.flatMap((topic) => [
          ...[keys.records, keys.cards, keys.version].flatMap((key) => [key(old, topic), key(place, topic)]),
          keys.where(topic),
        ]);
        const words = [old, place, LEDGER_TTL_MS, nowMs, ...topics];
        await move([...pairs, keys.due, keys.counter, ...perTopic], words);
        left = (await redis.exists(keys.topics(old))) === 1;
      }
    },
  };
}

function isDead({ state }: LedgerEntry): boolean {
  return state.kind === "dead" || (state.kind === "posted" && state.refused === true);
}

/** What is known of a message that cannot be read: that it is there. */
function unreadSummary(name: string): LedgerSummary {
  return { name, state: "set-aside", contentHash: "", progress: false, reason: "" };
}
