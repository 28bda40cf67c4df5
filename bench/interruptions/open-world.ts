import type { Card } from "@perfecto-bot/cards";
import { conversationKey, type Conversation, type Subscription } from "@perfecto-bot/domain";
import {
  createDesk,
  heedFinding,
  pauseUnreachable,
  type DeskParts,
  type Ledger,
  type Signals,
  type SubscriptionStore,
} from "@perfecto-bot/pipeline";
import {
  createMemoryAnswerMemory,
  createMemoryChannel,
  createMemoryHistoryStore,
  createMemoryLab,
  createMemoryLedger,
  createMemoryOnce,
  createMemoryPictureStore,
  createMemoryPollMemory,
  createMemoryRateBudgets,
  createMemorySubscriptionStore,
  createMemoryWorkSchedule,
} from "@perfecto-bot/pipeline/memory";
import { BEGIN_MS, LAB } from "./history.ts";

/** Work that a queue holds: a kind and its subject. */
export interface Job {
  readonly kind: "discover" | "track" | "plan" | "lane" | "keep-going";
  readonly subject: string;
}

/** A stretch of time in which somebody in a conversation wanted to hear something, epoch ms, ends included. */
export interface Stretch {
  readonly fromMs: number;
  toMs: number;
}

const QUIET_PERIOD_MS = 3 * 60_000;
export const DISCOVER_EVERY_MS = 60_000;

/** Everything outside the workers: stores, a lab, a chat, the queues, and the people's desk; all in memory, on one clock. */
export type World = ReturnType<typeof openWorld>;

/** Opens it, at the beginning of every history. */
export function openWorld() {
  const clock = { nowMs: BEGIN_MS };
  const now = (): number => clock.nowMs;
  const schedule = createMemoryWorkSchedule();
  const subscriptions = watchSubscriptions(createMemorySubscriptionStore(), now);
  const ledger = watchLedger(createMemoryLedger(now, schedule));
  const stores = {
    schedule,
    pictures: createMemoryPictureStore(schedule, now),
    histories: createMemoryHistoryStore(),
    subscriptions: subscriptions.store,
    ledger: ledger.store,
    memory: createMemoryPollMemory(now),
    budgets: createMemoryRateBudgets(now),
  };
  const lab = createMemoryLab({ id: LAB, now });
  const chat = createMemoryChannel({ now });
  const queue = createQueue(now);
  let ids = 0;
  const parts: DeskParts = {
    ...stores,
    labs: new Map([[LAB, lab]]),
    links: (id) => (id === LAB ? lab.links : undefined),
    channels: new Map([[chat.name, chat]]),
    answers: createMemoryAnswerMemory(now),
    signals: queue.signals,
    once: createMemoryOnce(now),
    now,
    newId: () => `s${(ids += 1)}`,
    discoverEveryMs: DISCOVER_EVERY_MS,
    quietPeriodMs: QUIET_PERIOD_MS,
    queueDepths: async () => ({}),
    readLink: () => undefined,
    onRest: () => undefined,
    onError: (error) => {
      throw error;
    },
  };
  return {
    clock,
    now,
    stores,
    lab,
    chat,
    queue,
    desk: createDesk(parts),
    pause: (...told: Parameters<typeof pauseUnreachable> extends [unknown, ...infer Rest] ? Rest : never) =>
      pauseUnreachable(parts, ...told),
    heed: (finding: Parameters<typeof heedFinding>[1]) => heedFinding(parts, finding),
    links: parts.links,
    policy: { trackEveryMs: 15_000, quietPeriodMs: QUIET_PERIOD_MS, settleLimitMs: 10 * 60_000 },
    /** When each conversation wanted to hear something. */
    wantedIn: subscriptions.stretches,
    /** What was projected last for each conversation and topic. */
    projected: ledger.projected,
  };
}

/** The queues: one run of a subject at a time, signals that collapse, and alarm clocks. */
function createQueue(now: () => number) {
  const waiting = new Map<string, Job>();
  const alarms = new Map<string, { readonly job: Job; readonly atMs: number }>();
  const keyOf = ({ kind, subject }: Job): string => `${kind} ${subject}`;
  const ask = (job: Job): void => void waiting.set(keyOf(job), job);
  const setAlarm = (job: Job, atMs: number): void => void alarms.set(keyOf(job), { job, atMs });
  const signals: Signals = {
    track: async (subject) => ask({ kind: "track", subject }),
    plan: async (subject) => ask({ kind: "plan", subject }),
    lane: async (conversation, atMs) => {
      const job: Job = { kind: "lane", subject: conversationKey(conversation) };
      if (atMs === undefined || atMs <= now()) ask(job);
      else setAlarm(job, atMs);
    },
    discover: async ({ index }) => ask({ kind: "discover", subject: String(index) }),
    keepDiscovering: async () => undefined,
  };
  return {
    signals,
    ask,
    setAlarm,
    clearAlarm: (job: Job) => void alarms.delete(keyOf(job)),
    waiting: (): readonly Job[] => [...waiting.values()],
    take: (job: Job) => void waiting.delete(keyOf(job)),
    nextAlarmMs: (): number => Math.min(...[...alarms.values()].map(({ atMs }) => atMs)),
    ring: () => {
      for (const [key, { job, atMs }] of alarms) {
        if (atMs > now()) continue;
        alarms.delete(key);
        ask(job);
      }
    },
  };
}

/** The same store, with a record of when conversations wanted to hear something. */
function watchSubscriptions(store: SubscriptionStore, now: () => number) {
  const stretches = new Map<string, Stretch[]>();
  const look = async (): Promise<void> => {
    const active = new Set(
      (await store.all()).filter(isActive).map(({ conversation }) => conversationKey(conversation)),
    );
    for (const key of new Set([...active, ...stretches.keys()])) {
      const own = stretches.get(key) ?? [];
      stretches.set(key, own);
      const last = own.at(-1);
      const isOpen = last?.toMs === Infinity;
      if (active.has(key) && !isOpen) own.push({ fromMs: now(), toMs: Infinity });
      if (!active.has(key) && isOpen && last !== undefined) last.toMs = now();
    }
  };
  const watched =
    <Given extends readonly unknown[], T>(act: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      const result = await act(...given);
      await look();
      return result;
    };
  const { put, replace, remove } = store;
  return { store: { ...store, put: watched(put), replace: watched(replace), remove: watched(remove) }, stretches };
}

function isActive({ paused }: Subscription): boolean {
  return paused === undefined;
}

/** The cards of a projection by name, with the name of the one each replies to. */
export type Projected = ReadonlyMap<string, { readonly card: Card; readonly replyTo?: string }>;

/** The same ledger, with a record of what was projected last. */
function watchLedger(store: Ledger) {
  const projected = new Map<
    string,
    { readonly conversation: Conversation; readonly topic: string; readonly wanted: Projected }
  >();
  const project: Ledger["project"] = async (projection, nowMs) => {
    const outcome = await store.project(projection, nowMs);
    const { conversation, topic, messages } = projection;
    const wanted: Projected = new Map(
      messages.map(({ name, card, replyTo }) => [name, { card, ...(replyTo === undefined ? {} : { replyTo }) }]),
    );
    if (outcome.kind === "projected")
      projected.set(`${conversationKey(conversation)} ${topic}`, { conversation, topic, wanted });
    return outcome;
  };
  return { store: { ...store, project }, projected };
}
