import { conversationKey, parseConversationKey, type Conversation } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { Ledger, LedgerChange, LedgerEntry, LedgerSummary, MessageState, WantedMessage } from "../ports/ledger.ts";
import type { WorkSchedule } from "../ports/work-schedule.ts";
import { createMemoryWorkSchedule } from "./memory-work-schedule.ts";

const DEAD_KEPT = 200;

/** One message, with what must survive its death. */
interface Item {
  entry: LedgerEntry;
  wantedAtMs: number;
  posted: Extract<MessageState, { kind: "posted" }> | undefined;
}

/** One conversation's messages, the versions of its topics, and the places of what is in its mailbox. */
interface Lane {
  readonly items: Map<string, Item>;
  readonly versions: Map<string, number>;
  readonly mail: Map<string, { rank: number; sequence: number }>;
}

/** The ledger in this process, without end of life. The clock only ends leases. */
export function createMemoryLedger(
  clock: Clock = Date.now,
  schedule: WorkSchedule = createMemoryWorkSchedule(),
): Ledger {
  const lanes = new Map<string, Lane>();
  const leases = new Map<string, { readonly token: string; readonly untilMs: number }>();
  let sequence = 0;
  let tokens = 0;

  const laneOf = (conversation: Conversation): Lane => {
    const key = conversationKey(conversation);
    const lane = lanes.get(key) ?? { items: new Map(), versions: new Map(), mail: new Map() };
    lanes.set(key, lane);
    return lane;
  };
  const holderOf = (conversation: Conversation): string | undefined => {
    const lease = leases.get(conversationKey(conversation));
    return lease !== undefined && lease.untilMs > clock() ? lease.token : undefined;
  };
  /** Puts a message where it belongs in the mailbox, or takes it out. */
  const settle = (lane: Lane, key: string, item: Item): boolean => {
    if (isDone(item.entry)) {
      lane.mail.delete(key);
      return false;
    }
    const place = lane.mail.get(key);
    if (place !== undefined && item.entry.state.kind === "posting") return true;
    sequence += place === undefined ? 1 : 0;
    lane.mail.set(key, { rank: rankOf(item.entry), sequence: place?.sequence ?? sequence });
    return true;
  };
  /** A conversation is due while it has mail; `sinceMs` where something new came. */
  const markDue = async (conversation: Conversation, sinceMs?: number): Promise<void> => {
    const key = conversationKey(conversation);
    if (laneOf(conversation).mail.size === 0) await schedule.remove("outbox", key);
    else if (sinceMs !== undefined) await schedule.dueBy("outbox", key, sinceMs);
  };
  const wantOne = (lane: Lane, message: WantedMessage, nowMs: number): boolean => {
    const key = itemKey(message);
    const known = lane.items.get(key);
    const isNews = known?.entry.wanted.contentHash !== message.contentHash;
    const { withdrawn: _taken, ...entry }: Omit<LedgerEntry, "wanted"> = known?.entry ?? FRESH;
    const item: Item = {
      entry: { ...entry, wanted: message },
      wantedAtMs: known === undefined || isNews ? nowMs : known.wantedAtMs,
      posted: known?.posted,
    };
    lane.items.set(key, item);
    return settle(lane, key, item);
  };
  const withdrawOne = (lane: Lane, key: string): void => {
    const item = lane.items.get(key);
    if (item === undefined) return;
    const { state, wanted } = item.entry;
    if (state.kind === "waiting") {
      lane.items.delete(key);
      lane.mail.delete(key);
    } else if (state.kind === "posting" || state.kind === "dead") {
      item.entry = { ...item.entry, withdrawn: true };
    } else if (state.kind === "posted") {
      item.entry = { ...item.entry, wanted: { ...wanted, contentHash: state.contentHash } };
      settle(lane, key, item);
    }
  };

  return {
    project: async ({ conversation, topic, seen, messages, withdraw }, nowMs) => {
      const lane = laneOf(conversation);
      if ((lane.versions.get(topic) ?? 0) !== seen) return { kind: "conflict" };
      lane.versions.set(topic, seen + 1);
      const hasMail = messages.map((message) => wantOne(lane, message, nowMs)).includes(true);
      for (const name of withdraw) withdrawOne(lane, itemKey({ topic, name }));
      await markDue(conversation, hasMail ? nowMs : undefined);
      return { kind: "projected", hasMail };
    },
    topic: async (conversation, topic) => {
      const { items, versions } = laneOf(conversation);
      const own = [...items.values()].map((item) => item.entry).filter(({ wanted }) => wanted.topic === topic);
      return {
        version: versions.get(topic) ?? 0,
        messages: new Map(own.map((entry) => [entry.wanted.name, summarize(entry)])),
      };
    },
    conversationsOf: async (topic) =>
      [...lanes]
        .filter(([, { items }]) => [...items.values()].some(({ entry }) => entry.wanted.topic === topic))
        .map(([key]) => parseConversationKey(key)),
    acquire: async (conversation, ttlMs) => {
      if (holderOf(conversation) !== undefined) return undefined;
      tokens += 1;
      const token = `${tokens}`;
      leases.set(conversationKey(conversation), { token, untilMs: clock() + ttlMs });
      return { conversation, token };
    },
    prolong: async ({ conversation, token }, ttlMs) => {
      if (holderOf(conversation) !== token) return false;
      leases.set(conversationKey(conversation), { token, untilMs: clock() + ttlMs });
      return true;
    },
    release: async ({ conversation, token }) => {
      if (holderOf(conversation) === token) leases.delete(conversationKey(conversation));
    },
    mail: async (conversation, limit, offset = 0) => {
      const { mail, items } = laneOf(conversation);
      const order = [...mail].toSorted(([, one], [, other]) => one.rank - other.rank || one.sequence - other.sequence);
      return order.slice(offset, offset + Math.max(0, limit)).flatMap(([key]) => {
        const entry = items.get(key)?.entry;
        if (entry === undefined) return [];
        const { topic, replyTo } = entry.wanted;
        const root = replyTo === undefined ? undefined : items.get(itemKey({ topic, name: replyTo }))?.entry;
        return [root === undefined ? { entry } : { entry, root }];
      });
    },
    topicsWithMail: async (conversation) => {
      const { mail, items } = laneOf(conversation);
      return [...new Set([...mail.keys()].flatMap((key) => items.get(key)?.entry.wanted.topic ?? []))];
    },
    record: async ({ conversation, token }, { wanted, version }, change) => {
      if (holderOf(conversation) !== token) return { kind: "lease-lost" };
      const lane = laneOf(conversation);
      const key = itemKey(wanted);
      const item = lane.items.get(key);
      if (item === undefined || item.entry.version !== version) return { kind: "stale" };
      if (item.entry.withdrawn === true && change.state?.kind === "waiting") {
        lane.items.delete(key);
        lane.mail.delete(key);
      } else {
        const { state } = change;
        if (state !== undefined && state.kind !== "dead") item.posted = state.kind === "posted" ? state : undefined;
        item.entry = changed(item.entry, change);
        settle(lane, key, item);
      }
      await markDue(conversation);
      return { kind: "recorded", version: version + 1 };
    },
    adopt: async ({ conversation, topic, name }, posted) => {
      const lane = laneOf(conversation);
      const key = itemKey({ topic, name });
      const item = lane.items.get(key);
      if (item === undefined) return "second";
      const { state } = item.entry;
      if (state.kind === "posted") return state.id === posted.id ? "known" : "second";
      item.posted = { kind: "posted", ...posted };
      item.entry = changed(item.entry, { state: item.posted, failures: 0, notBeforeMs: 0 });
      if (settle(lane, key, item)) await markDue(conversation, posted.atMs);
      else await markDue(conversation);
      return "adopted";
    },
    deadLetters: async (conversation, limit) =>
      deadItems(laneOf(conversation))
        .slice(0, Math.max(0, limit))
        .map(({ entry }) => entry),
    revive: async (conversation, sinceMs, nowMs) => {
      const lane = laneOf(conversation);
      const mail = [...lane.mail.keys()]
        .flatMap((key) => lane.items.get(key) ?? [])
        .filter(({ entry }) => entry.state.kind !== "posting");
      const dead = deadItems(lane).filter(({ entry }) => entry.withdrawn !== true);
      for (const item of [...mail, ...dead].filter(({ wantedAtMs }) => wantedAtMs > sinceMs)) {
        const state =
          item.entry.state.kind === "dead" ? (item.posted ?? { kind: "waiting" as const }) : item.entry.state;
        item.entry = changed(item.entry, { state, failures: 0, notBeforeMs: 0 });
        settle(lane, itemKey(item.entry.wanted), item);
      }
      await markDue(conversation, nowMs);
    },
    moveConversation: async (from, to, nowMs) => {
      if (conversationKey(from) === conversationKey(to)) return;
      const [old, lane] = [laneOf(from), laneOf(to)];
      lanes.delete(conversationKey(from));
      for (const [key, item] of old.items) {
        if (lane.items.has(key)) continue;
        lane.items.set(key, { ...item, entry: { ...item.entry, wanted: { ...item.entry.wanted, conversation: to } } });
      }
      for (const [topic, version] of old.versions)
        lane.versions.set(topic, Math.max(version, lane.versions.get(topic) ?? 0) + 1);
      const order = [...old.mail].toSorted(([, one], [, other]) => one.sequence - other.sequence);
      for (const [key, { rank }] of order) {
        sequence += 1;
        if (!lane.mail.has(key)) lane.mail.set(key, { rank, sequence });
      }
      await markDue(from);
      await markDue(to, nowMs);
    },
  };
}

const FRESH = { state: { kind: "waiting" }, version: 0, failures: 0, notBeforeMs: 0 } as const;

function itemKey({ topic, name }: Pick<WantedMessage, "topic" | "name">): string {
  return JSON.stringify([topic, name]);
}

function isDone({ state, wanted, verifyAtMs }: LedgerEntry): boolean {
  if (state.kind === "dead") return true;
  return state.kind === "posted" && state.contentHash === wanted.contentHash && verifyAtMs === undefined;
}

function changed(entry: LedgerEntry, change: LedgerChange): LedgerEntry {
  const { unknownSinceMs, verifyAtMs, setAside, ...rest } = { ...entry, ...change };
  return {
    ...rest,
    version: entry.version + 1,
    ...(unknownSinceMs ? { unknownSinceMs } : {}),
    ...(verifyAtMs ? { verifyAtMs } : {}),
    ...(setAside ? { setAside } : {}),
  };
}

/** Roots, new messages, final edits, progress edits. */
function rankOf({ state, wanted }: LedgerEntry): number {
  if (state.kind === "posted") return wanted.progress ? 3 : 2;
  return wanted.replyTo === undefined ? 0 : 1;
}

/** Those that could not be posted or brought up to date, newest first. */
function deadItems({ items }: Lane): readonly Item[] {
  return [...items.values()]
    .filter(({ entry: { state } }) => state.kind === "dead" || (state.kind === "posted" && state.refused))
    .toSorted((one, other) => refusedAt(other.entry) - refusedAt(one.entry))
    .slice(0, DEAD_KEPT);
}

function refusedAt({ state, editedAtMs }: LedgerEntry): number {
  if (state.kind === "posted") return editedAtMs ?? state.atMs;
  return state.kind === "dead" ? state.atMs : 0;
}

function summarize({ wanted, state }: LedgerEntry): LedgerSummary {
  const { name, contentHash, progress, reason } = wanted;
  const base = { name, state: state.kind, contentHash, progress, reason };
  if (state.kind !== "posted" && state.kind !== "dead") return base;
  return {
    ...base,
    ...(state.kind === "posted" && state.contentHash !== contentHash ? { pendingEdit: true } : {}),
    ...(state.kind === "posted" && state.frozen ? { frozen: true } : {}),
    ...(state.detail === undefined ? {} : { detail: state.detail }),
    atMs: state.atMs,
  };
}
