import { conversationKey, parseConversationKey, type Conversation } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { Ledger, LedgerEntry, LedgerSummary, MessageState, WantedMessage } from "../ports/ledger.ts";

const DEAD_KEPT = 200;

/** One message, with what must survive its death. */
interface Item {
  entry: LedgerEntry;
  wantedAtMs: number;
  posted: Extract<MessageState, { kind: "posted" }> | undefined;
}

/** One conversation's messages and the places of those in its mailbox. */
interface Lane {
  readonly items: Map<string, Item>;
  readonly mail: Map<string, { rank: number; sequence: number }>;
}

/** The ledger in this process, without end of life. The clock only ends leases. */
export function createMemoryLedger(clock: Clock = Date.now): Ledger {
  const lanes = new Map<string, Lane>();
  const leases = new Map<string, { readonly owner: string; readonly untilMs: number }>();
  let sequence = 0;

  const laneOf = (conversation: Conversation): Lane => {
    const key = conversationKey(conversation);
    const lane = lanes.get(key) ?? { items: new Map(), mail: new Map() };
    lanes.set(key, lane);
    return lane;
  };
  const ownerOf = (conversation: Conversation): string | undefined => {
    const lease = leases.get(conversationKey(conversation));
    return lease !== undefined && lease.untilMs > clock() ? lease.owner : undefined;
  };
  /** Puts a message where it belongs in the mailbox, or takes it out. */
  const settle = (lane: Lane, key: string, item: Item): boolean => {
    const { state, wanted } = item.entry;
    const right = state.kind === "posted" && state.contentHash === wanted.contentHash;
    if (right || state.kind === "dead") {
      lane.mail.delete(key);
      return false;
    }
    const place = lane.mail.get(key);
    if (place !== undefined && state.kind === "posting") return true;
    sequence += place === undefined ? 1 : 0;
    lane.mail.set(key, { rank: rankOf(item.entry), sequence: place?.sequence ?? sequence });
    return true;
  };
  const wantOne = (message: WantedMessage, nowMs: number): boolean => {
    const lane = laneOf(message.conversation);
    const key = itemKey(message);
    const known = lane.items.get(key);
    if (known !== undefined && message.revision < known.entry.wanted.revision) return false;
    const isNews = known?.entry.wanted.contentHash !== message.contentHash;
    const fresh = { state: { kind: "waiting" }, failures: 0, notBeforeMs: 0 } as const;
    const item: Item = {
      entry: { ...(known?.entry ?? fresh), wanted: message },
      wantedAtMs: known === undefined || isNews ? nowMs : known.wantedAtMs,
      posted: known?.posted,
    };
    lane.items.set(key, item);
    return settle(lane, key, item);
  };

  return {
    want: async (messages, nowMs) => {
      const keys = messages.flatMap((one) => (wantOne(one, nowMs) ? [conversationKey(one.conversation)] : []));
      return [...new Set(keys)].map((key) => parseConversationKey(key));
    },
    topic: async (conversation, topic) => {
      const entries = [...laneOf(conversation).items.values()].map((item) => item.entry);
      const own = entries.filter(({ wanted }) => wanted.topic === topic);
      return new Map(own.map((entry) => [entry.wanted.name, summarize(entry)]));
    },
    conversationsOf: async (topic) =>
      [...lanes]
        .filter(([, { items }]) => [...items.values()].some(({ entry }) => entry.wanted.topic === topic))
        .map(([key]) => parseConversationKey(key)),
    acquire: async ({ conversation, owner }, ttlMs) => {
      const holder = ownerOf(conversation);
      if (holder !== undefined && holder !== owner) return false;
      leases.set(conversationKey(conversation), { owner, untilMs: clock() + ttlMs });
      return true;
    },
    release: async ({ conversation, owner }) => {
      if (ownerOf(conversation) === owner) leases.delete(conversationKey(conversation));
    },
    mail: async (conversation, limit) => {
      const { mail, items } = laneOf(conversation);
      const order = [...mail].toSorted(([, one], [, other]) => one.rank - other.rank || one.sequence - other.sequence);
      return order.slice(0, Math.max(0, limit)).flatMap(([key]) => {
        const entry = items.get(key)?.entry;
        if (entry === undefined) return [];
        const { topic, replyTo } = entry.wanted;
        const root = replyTo === undefined ? undefined : items.get(itemKey({ topic, name: replyTo }))?.entry;
        return [root === undefined ? { entry } : { entry, root }];
      });
    },
    record: async ({ conversation, owner }, message, change) => {
      if (ownerOf(conversation) !== owner) return false;
      const lane = laneOf(conversation);
      const key = itemKey(message);
      const item = lane.items.get(key);
      if (item === undefined) return true;
      const { state } = change;
      if (state !== undefined && state.kind !== "dead") item.posted = state.kind === "posted" ? state : undefined;
      item.entry = { ...item.entry, ...change };
      settle(lane, key, item);
      return true;
    },
    conversationsWithMail: async () =>
      [...lanes].filter(([, { mail }]) => mail.size > 0).map(([key]) => parseConversationKey(key)),
    deadLetters: async (conversation, limit) =>
      deadItems(laneOf(conversation))
        .slice(0, Math.max(0, limit))
        .map(({ entry }) => entry),
    revive: async (conversation, sinceMs) => {
      const lane = laneOf(conversation);
      const mail = [...lane.mail.keys()]
        .flatMap((key) => lane.items.get(key) ?? [])
        .filter(({ entry }) => entry.state.kind !== "posting");
      for (const item of [...mail, ...deadItems(lane)].filter(({ wantedAtMs }) => wantedAtMs > sinceMs)) {
        const state =
          item.entry.state.kind === "dead" ? (item.posted ?? { kind: "waiting" as const }) : item.entry.state;
        item.entry = { ...item.entry, state, failures: 0, notBeforeMs: 0 };
        settle(lane, itemKey(item.entry.wanted), item);
      }
    },
    moveConversation: async (from, to) => {
      if (conversationKey(from) === conversationKey(to)) return;
      const [old, lane] = [laneOf(from), laneOf(to)];
      lanes.delete(conversationKey(from));
      for (const [key, item] of old.items) {
        if (lane.items.has(key)) continue;
        lane.items.set(key, { ...item, entry: { ...item.entry, wanted: { ...item.entry.wanted, conversation: to } } });
      }
      const order = [...old.mail].toSorted(([, one], [, other]) => one.sequence - other.sequence);
      for (const [key, { rank }] of order) {
        sequence += 1;
        if (!lane.mail.has(key)) lane.mail.set(key, { rank, sequence });
      }
    },
  };
}

function itemKey({ topic, name }: Pick<WantedMessage, "topic" | "name">): string {
  return JSON.stringify([topic, name]);
}

/** Roots, new messages, final edits, progress edits. */
function rankOf({ state, wanted }: LedgerEntry): number {
  if (state.kind === "posted") return wanted.progress ? 3 : 2;
  return wanted.replyTo === undefined ? 0 : 1;
}

/** Newest first. */
function deadItems({ items }: Lane): readonly Item[] {
  return [...items.values()]
    .filter(({ entry }) => entry.state.kind === "dead")
    .toSorted((one, other) => diedAt(other.entry.state) - diedAt(one.entry.state))
    .slice(0, DEAD_KEPT);
}

function diedAt(state: MessageState): number {
  return state.kind === "dead" ? state.atMs : 0;
}

function summarize({ wanted, state }: LedgerEntry): LedgerSummary {
  const { name, contentHash, revision, reason } = wanted;
  const atMs = state.kind === "posted" || state.kind === "dead" ? { atMs: state.atMs } : {};
  const detail = state.kind === "dead" ? { detail: state.detail } : {};
  return { name, state: state.kind, contentHash, revision, reason, ...atMs, ...detail };
}
