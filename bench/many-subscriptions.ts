import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buildKey,
  DEFAULT_OPTIONS,
  DEFAULT_POLICY,
  emptyPicture,
  recordAnswer,
  type BuildKey,
  type Conversation,
  type Execution,
  type JobBuildRef,
  type Subscription,
} from "@perfecto-bot/domain";
import { deliver, planChangedBuild, type PlanningParts, type SubscriptionStore } from "@perfecto-bot/pipeline";
import {
  createMemoryHistoryStore,
  createMemoryLedger,
  createMemoryPictureStore,
  createMemoryRateBudgets,
  createMemorySubscriptionStore,
} from "@perfecto-bot/pipeline/memory";
import { connectRedis, createRedisSubscriptionStore } from "@perfecto-bot/store";
import { startPrivateRedis } from "@perfecto-bot/store/private-redis";
import type { BenchResult } from "./bench-result.ts";

const FEW = 10;
const MANY = 10_000;
/** One of so many subscriptions is to a glob. */
const GLOBS = 10;
const RATIO_BUDGET = 1.2;
const ROUNDS = 15;
const WORKERS = 48;

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 20, 9);
const LAB = "acme";
const EXECUTIONS = 500;
const CONVERSATIONS = 100;
const MUTES = 20;

type Redis = ReturnType<typeof connectRedis>;
type Work = () => Promise<unknown>;

/** What subscriptions elsewhere, and mutes, cost a process: its time for a lane's run, a plan, and a change of one of them. */
export async function manySubscriptions(): Promise<readonly BenchResult[]> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-bench-"));
  const server = await startPrivateRedis({ directory });
  const redis = connectRedis({ url: server.url, role: "worker" });
  try {
    const few = await openWorld(redis, FEW);
    const many = await openWorld(redis, MANY);
    return [
      await compared("a lane's run", 300, few.lane, many.lane),
      await compared("a plan", 300, few.plan, many.plan),
      await compared(`a change of one, seen by ${WORKERS} workers at once`, 50, few.change, many.change),
      await mutes(),
    ];
  } finally {
    redis.disconnect();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function compared(what: string, times: number, few: Work, many: Work): Promise<BenchResult> {
  const [small, large] = await cpuMicros(times, few, many);
  const ratio = large / small;
  return {
    name: `${what} beside ${MANY} subscriptions elsewhere: time of the processor against ${FEW}`,
    figure: `${ratio.toFixed(2)} × (${large.toFixed(0)} µs, ${small.toFixed(0)} µs)`,
    budget: `≤ ${RATIO_BUDGET} ×`,
    within: ratio <= RATIO_BUDGET,
  };
}

/** Ended mutes are known for 30 days: a plan must not pay for them. */
async function mutes(): Promise<BenchResult> {
  const none = await openMuted(0, false);
  const ended = await openMuted(MUTES, false);
  const lasting = await openMuted(MUTES, true);
  const [plain, withEnded] = await cpuMicros(2, none, ended);
  const [, withLasting] = await cpuMicros(2, none, lasting);
  const ratio = withEnded / plain;
  const ms = (micros: number): string => `${(micros / 1_000).toFixed(0)} ms`;
  return {
    name: `plan a build of ${EXECUTIONS} in ${CONVERSATIONS} conversations with ${MUTES} ended mutes each, against none`,
    figure: `${ratio.toFixed(2)} × (${ms(withEnded)}, ${ms(plain)}; with as many that last ${ms(withLasting)})`,
    budget: `≤ ${RATIO_BUDGET} ×`,
    within: ratio <= RATIO_BUDGET,
  };
}

/** Microseconds of this process for each of two works: medians of rounds that take turns, so that both see the same machine. */
async function cpuMicros(times: number, one: Work, other: Work): Promise<readonly [number, number]> {
  const taken: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [index, work] of [one, other].entries()) {
      const start = process.cpuUsage();
      for (let count = 0; count < times; count += 1) await work();
      const { user, system } = process.cpuUsage(start);
      // The first round warms up.
      if (round > 0) taken[index]?.push((user + system) / times);
    }
  return [median(taken[0]), median(taken[1])];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** A conversation with one subscription, beside others. */
async function openWorld(redis: Redis, others: number): Promise<Record<"lane" | "plan" | "change", Work>> {
  const prefix = `{bench-${others}}`;
  const subscriptions = createRedisSubscriptionStore({ redis, prefix });
  const writer = createRedisSubscriptionStore({ redis, prefix });
  const all = Array.from({ length: others }, (_, index) => subscriptionTo(elsewhere(index), jobOf(index)));
  await Promise.all([...all, subscriptionTo(conversation("HERE"), "Nightly")].map((one) => put(writer, one)));
  const { parts, key } = await openPlanning(subscriptions, FEW);
  const channel = {
    name: "slack",
    reach: async () => ({ kind: "reachable" as const }),
    post: async () => ({ kind: "posted" as const, id: "p" }),
    edit: async () => ({ kind: "edited" as const }),
    find: async () => ({ kind: "absent" as const }),
    remove: async () => ({ kind: "removed" as const }),
    tell: async () => true,
    budgets: () => [],
  };
  const delivery = {
    channels: new Map([["slack", channel]]),
    ledger: createMemoryLedger(),
    budgets: createMemoryRateBudgets(),
    subscriptions,
    now: () => NOW_MS,
    onTrouble: async () => undefined,
    onFinding: async () => undefined,
    onNews: () => undefined,
  };
  let changes = 0;
  return {
    lane: () => deliver(delivery, conversation("HERE")),
    plan: () => planChangedBuild(parts, key),
    change: async () => {
      changes += 1;
      await put(writer, { ...subscriptionTo(elsewhere(0), jobOf(0)), createdAtMs: changes });
      await Promise.all(Array.from({ length: WORKERS }, () => deliver(delivery, conversation("HERE"))));
    },
  };
}

async function openMuted(mutesEach: number, last: boolean): Promise<Work> {
  const subscriptions = createMemorySubscriptionStore();
  const { parts, key } = await openPlanning(subscriptions, EXECUTIONS);
  for (let index = 0; index < CONVERSATIONS; index += 1) {
    await put(subscriptions, subscriptionTo(elsewhere(index), "Nightly"));
    for (let mute = 0; mute < mutesEach; mute += 1)
      await subscriptions.putMute(
        {
          id: `m${index}-${mute}`,
          conversation: elsewhere(index),
          filter: [{ key: "test", negated: false, values: [`test ${index * MUTES + mute}`] }],
          createdBy: "U1",
          createdAtMs: NOW_MS - 30 * HOUR_MS,
          untilMs: last ? NOW_MS + HOUR_MS : NOW_MS - 20 * HOUR_MS,
        },
        audit(elsewhere(index)),
      );
  }
  return () => planChangedBuild(parts, key);
}

async function openPlanning(
  subscriptions: SubscriptionStore,
  executions: number,
): Promise<{ readonly parts: PlanningParts; readonly key: BuildKey }> {
  const ref: JobBuildRef = { kind: "job", lab: LAB, job: "Nightly", number: 45, startedAtMs: NOW_MS - HOUR_MS };
  const answered = Array.from({ length: executions }, (_, index) => execution(ref, index));
  const empty = emptyPicture(ref);
  const { picture } = recordAnswer(empty, { executions: answered, complete: true, answeredAtMs: NOW_MS });
  const pictures = createMemoryPictureStore();
  const key = buildKey(ref);
  await pictures.save(key, empty, { ...picture, revision: 1 });
  const parts: PlanningParts = {
    pictures,
    histories: createMemoryHistoryStore(),
    subscriptions,
    ledger: createMemoryLedger(),
    signals: { lane: async () => undefined },
    links: () => ({ build: () => "https://acme.example/build", execution: (id) => `https://acme.example/${id}` }),
    now: () => NOW_MS,
    quietPeriodMs: DEFAULT_POLICY.quietPeriodMs,
  };
  return { parts, key };
}

function conversation(id: string): Conversation {
  return { channel: "slack", workspace: "T1", id };
}

function elsewhere(index: number): Conversation {
  return conversation(`C${index % (MANY / 2)}`);
}

function jobOf(index: number): string {
  return index % GLOBS === 0 ? `team${index}-*` : `team ${index} nightly regression`;
}

function subscriptionTo(where: Conversation, job: string): Subscription {
  return {
    id: `${where.id} ${job}`,
    conversation: where,
    lab: LAB,
    job,
    filter: [],
    options: DEFAULT_OPTIONS,
    createdBy: "U1",
    createdAtMs: 0,
    startsAtMs: 0,
  };
}

function audit(where: Conversation) {
  return { atMs: NOW_MS, conversation: where, person: "U1", action: "subscribed", detail: "" };
}

function put(store: SubscriptionStore, subscription: Subscription): Promise<void> {
  return store.put(subscription, audit(subscription.conversation));
}

function execution(ref: JobBuildRef, index: number): Execution {
  return {
    lab: ref.lab,
    id: `e${index}`,
    name: `test ${index}`,
    status: index % 20 === 0 ? "FAILED" : "PASSED",
    startedAtMs: NOW_MS - HOUR_MS + index * 1_000,
    endedAtMs: NOW_MS - HOUR_MS + index * 1_000 + 500,
    job: { name: ref.job, number: 45 },
    tags: [],
    platforms: [],
    videos: [],
    artifacts: [],
  };
}
