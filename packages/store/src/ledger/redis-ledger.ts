import { conversationKey, type Conversation } from "@perfecto-bot/domain";
import type { Ledger, LedgerEntry, WantedMessage } from "@perfecto-bot/pipeline";
import { redisScript, replyTexts } from "../redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "../store-options.ts";
import { ledgerKeys } from "./ledger-keys.ts";
import { decodeConversations, decodeEntry, decodeSummary, encodeCard } from "./ledger-record.ts";
import { ACQUIRE, ENTRIES, FORGET_MAIL, MOVE, RECORD, RELEASE, REVIVE, WANT } from "./ledger-scripts.ts";
import { decodeMember, encodeMember, type MailMember } from "./mail-member.ts";

const LEDGER_TTL_MS = 30 * 86_400_000;
const DEAD_KEPT = 200;

/** The ledger in Redis. Its keys are listed at {@link ledgerKeys}. Every method is one script but for those that say so. */
export function createRedisLedger({ redis, prefix = DEFAULT_PREFIX }: StoreOptions): Ledger {
  const want = redisScript(redis, "botLedgerWant", WANT);
  const record = redisScript(redis, "botLedgerRecord", RECORD);
  const entries = redisScript(redis, "botLedgerEntries", ENTRIES);
  const revive = redisScript(redis, "botLedgerRevive", REVIVE);
  const forgetMail = redisScript(redis, "botLedgerForgetMail", FORGET_MAIL);
  const acquire = redisScript(redis, "botLedgerAcquire", ACQUIRE);
  const release = redisScript(redis, "botLedgerRelease", RELEASE);
  const move = redisScript(redis, "botLedgerMove", MOVE);
  const keys = ledgerKeys(prefix);

  const wantIn = async (conversation: string, messages: readonly WantedMessage[], nowMs: number): Promise<boolean> => {
    const topics = [...new Set(messages.map(({ topic }) => topic))];
    const perTopic = topics.flatMap((topic) => [
      keys.records(conversation, topic),
      keys.cards(conversation, topic),
      keys.where(topic),
    ]);
    const words = messages.flatMap((message) => {
      const { topic, name, revision, contentHash, progress, replyTo = "", reason } = message;
      const head = [topics.indexOf(topic), name, encodeMember(message), revision, contentHash];
      return [...head, progress ? 1 : 0, replyTo, reason, encodeCard(message)];
    });
    const own = [keys.mail(conversation), keys.mailboxes, keys.counter, keys.topics(conversation)];
    const head = [conversation, nowMs, LEDGER_TTL_MS, topics.length, ...topics];
    return (await want([...own, ...perTopic], [...head, ...words])) === 1;
  };

  /** The entries of some messages in their order; undefined where nothing is stored any more. */
  const read = async (
    conversation: Conversation,
    members: readonly MailMember[],
  ): Promise<readonly ({ readonly entry: LedgerEntry; readonly root?: LedgerEntry } | undefined)[]> => {
    if (members.length === 0) return [];
    const place = conversationKey(conversation);
    const topics = [...new Set(members.map(({ topic }) => topic))];
    const topicKeys = topics.flatMap((topic) => [keys.records(place, topic), keys.cards(place, topic)]);
    const words = members.flatMap(({ topic, name }) => [topics.indexOf(topic), name]);
    const reply = replyTexts(await entries(topicKeys, words));
    return members.map(({ topic, name }, index) => {
      const [text, card, rootName, rootText, rootCard] = reply.slice(index * 5, index * 5 + 5);
      if (!text || !card) return undefined;
      const key = keys.records(place, topic);
      const entry = decodeEntry({ conversation, topic, name }, text, card, key);
      if (!rootName || !rootText || !rootCard) return { entry };
      return { entry, root: decodeEntry({ conversation, topic, name: rootName }, rootText, rootCard, key) };
    });
  };

  return {
    /** One script per conversation, all sent at once. */
    want: async (messages, nowMs) => {
      const groups = Map.groupBy(messages, ({ conversation }) => conversationKey(conversation));
      const answers = await Promise.all(
        [...groups].map(async ([key, group]) => ((await wantIn(key, group, nowMs)) ? [key] : [])),
      );
      return decodeConversations(answers.flat());
    },
    topic: async (conversation, topic) => {
      const key = keys.records(conversationKey(conversation), topic);
      const records = Object.entries(await redis.hgetall(key));
      return new Map(records.map(([name, text]) => [name, decodeSummary(name, text, key)]));
    },
    conversationsOf: async (topic) => decodeConversations(await redis.smembers(keys.where(topic))),
    acquire: async ({ conversation, owner }, ttlMs) =>
      (await acquire([keys.lease(conversationKey(conversation))], [owner, ttlMs])) === 1,
    release: async ({ conversation, owner }) => {
      await release([keys.lease(conversationKey(conversation))], [owner]);
    },
    /** Two commands; a third where messages have expired in a mailbox that nobody emptied for a month. */
    mail: async (conversation, limit) => {
      if (limit <= 0) return [];
      const place = conversationKey(conversation);
      const members = await redis.zrange(keys.mail(place), 0, `${limit - 1}`);
      const found = await read(
        conversation,
        members.map((member) => decodeMember(member)),
      );
      const gone = members.filter((_, index) => found[index] === undefined);
      if (gone.length > 0) await forgetMail([keys.mail(place), keys.mailboxes], [place, ...gone]);
      return found.filter((item) => item !== undefined);
    },
    record: async ({ conversation, owner }, { topic, name }, change) => {
      const place = conversationKey(conversation);
      const own = [keys.lease(place), keys.mail(place), keys.mailboxes, keys.counter, keys.dead(place)];
      const words = [
        owner,
        place,
        name,
        encodeMember({ topic, name }),
        JSON.stringify(change),
        LEDGER_TTL_MS,
        DEAD_KEPT,
      ];
      return (await record([...own, keys.records(place, topic), keys.cards(place, topic)], words)) === 1;
    },
    conversationsWithMail: async () => decodeConversations(await redis.smembers(keys.mailboxes)),
    /** Two commands. */
    deadLetters: async (conversation, limit) => {
      if (limit <= 0) return [];
      const members = await redis.zrevrange(keys.dead(conversationKey(conversation)), 0, limit - 1);
      const found = await read(
        conversation,
        members.map((member) => decodeMember(member)),
      );
      return found.flatMap((item) => (item?.entry.state.kind === "dead" ? [item.entry] : []));
    },
    /** Two trips. Of the dead, the last 200 can be revived. */
    revive: async (conversation, sinceMs, _nowMs) => {
      const place = conversationKey(conversation);
      const [waiting, dead] = await Promise.all([
        redis.zrange(keys.mail(place), 0, "-1"),
        redis.zrange(keys.dead(place), 0, "-1"),
      ]);
      const members = [...new Set([...waiting, ...dead])].map((member) => decodeMember(member));
      const topics = [...new Set(members.map(({ topic }) => topic))];
      const own = [keys.mail(place), keys.mailboxes, keys.counter, keys.dead(place)];
      const words = members.flatMap((member) => [topics.indexOf(member.topic), member.name, encodeMember(member)]);
      await revive([...own, ...topics.map((topic) => keys.records(place, topic))], [place, sinceMs, ...words]);
    },
    /** Two trips, and two more for every time that new topics came in between. */
    moveConversation: async (from, to) => {
      const [old, place] = [conversationKey(from), conversationKey(to)];
      if (old === place) return;
      for (let left = true; left;) {
        const topics = await redis.zrange(keys.topics(old), 0, "-1");
        const pairs = [keys.mail, keys.dead, keys.topics].flatMap((key) => [key(old), key(place)]);
        const perTopic = topics.flatMap((topic) => [
          ...[keys.records, keys.cards].flatMap((key) => [key(old, topic), key(place, topic)]),
          keys.where(topic),
        ]);
        await move([...pairs, keys.mailboxes, keys.counter, ...perTopic], [old, place, LEDGER_TTL_MS, ...topics]);
        left = (await redis.exists(keys.topics(old))) === 1;
      }
    },
  };
}
