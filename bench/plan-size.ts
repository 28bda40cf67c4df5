import {
  buildKey,
  DEFAULT_OPTIONS,
  DEFAULT_POLICY,
  emptyPicture,
  recordAnswer,
  type BuildPicture,
  type Conversation,
  type Execution,
  type JobBuildRef,
  type RecordedExecution,
} from "@perfecto-bot/domain";
import { planChangedBuild, type PlanningParts } from "@perfecto-bot/pipeline";
import {
  createMemoryHistoryStore,
  createMemoryLedger,
  createMemoryPictureStore,
  createMemorySubscriptionStore,
} from "@perfecto-bot/pipeline/memory";
import type { BenchResult } from "./bench-result.ts";

const SMALL = 500;
const LARGE = 5_000;
const FAILURES = 0.05;
/** How many executions each size of build plans in all, in one round. */
const EXECUTIONS_OF_A_ROUND = 10_000;
const EARLIER_BUILDS = 3;
const ROUNDS = 5;
const RATIO_BUDGET = 2;
const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 20, 9);
const LAB = "acme";
const CHANNEL: Conversation = { channel: "slack", workspace: "T1", id: "C1" };

/** What planning a build takes when it gets large: time of this process for a build that runs, and for one that is final. */
export async function planSize(): Promise<readonly BenchResult[]> {
  return [await growth("that runs", false), await growth("that is final, and remembered,", true)];
}

async function growth(what: string, isFinal: boolean): Promise<BenchResult> {
  const [small, large] = [await planMicros(SMALL, isFinal), await planMicros(LARGE, isFinal)];
  const ratio = large / small;
  return {
    name: `plan a build ${what} of ${LARGE}: time of the processor per execution, against a build of ${SMALL}`,
    figure: `${ratio.toFixed(2)} × (${large.toFixed(0)} µs, ${small.toFixed(0)} µs)`,
    budget: `≤ ${RATIO_BUDGET} ×`,
    within: ratio <= RATIO_BUDGET,
  };
}

/** Microseconds of this process, per execution, to plan a changed build; the median of some rounds. */
async function planMicros(executions: number, isFinal: boolean): Promise<number> {
  const parts = await openPlanning();
  for (let number = 1; number <= EARLIER_BUILDS; number += 1) {
    const earlier = pictureOf(number, executions, true);
    await parts.pictures.save(buildKey(earlier.ref), emptyPicture(earlier.ref), earlier);
    await planChangedBuild(parts, buildKey(earlier.ref));
  }
  const picture = pictureOf(EARLIER_BUILDS + 1, executions, isFinal);
  const key = buildKey(picture.ref);
  await parts.pictures.save(key, emptyPicture(picture.ref), picture);
  const micros: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = process.cpuUsage();
    for (let done = 0; done < EXECUTIONS_OF_A_ROUND; done += executions) await planChangedBuild(parts, key);
    const { user, system } = process.cpuUsage(start);
    // The first round warms up.
    if (round > 0) micros.push((user + system) / EXECUTIONS_OF_A_ROUND);
  }
  return micros.toSorted((one, other) => one - other)[Math.floor(micros.length / 2)] ?? Number.NaN;
}

async function openPlanning(): Promise<PlanningParts> {
  const pictures = createMemoryPictureStore();
  const subscriptions = createMemorySubscriptionStore();
  const options = { ...DEFAULT_OPTIONS, mention: [{ kind: "user" as const, id: "U1" }] };
  const atMs = NOW_MS - 100 * HOUR_MS;
  await subscriptions.put(
    {
      id: "s1",
      conversation: CHANNEL,
      lab: LAB,
      job: "Nightly",
      filter: [],
      options,
      createdBy: "U1",
      createdAtMs: atMs,
      startsAtMs: atMs,
    },
    { atMs, conversation: CHANNEL, person: "U1", action: "subscribed", detail: "" },
  );
  return {
    // Each load gives a copy, as a store on a network does.
    pictures: { ...pictures, load: async (key) => copyOf(await pictures.load(key)) },
    histories: createMemoryHistoryStore(),
    subscriptions,
    ledger: createMemoryLedger(),
    signals: { lane: async () => undefined },
    links: () => ({
      build: ({ job }) => `https://acme.example/${job}`,
      execution: (id) => `https://acme.example/${id}`,
    }),
    now: () => NOW_MS,
    quietPeriodMs: DEFAULT_POLICY.quietPeriodMs,
  };
}

function copyOf(picture: BuildPicture | undefined): BuildPicture | undefined {
  return picture && { ...picture, executions: new Map(picture.executions) };
}

function pictureOf(number: number, executions: number, isFinal: boolean): BuildPicture {
  const startedAtMs = NOW_MS - (10 - number) * HOUR_MS;
  const ref: JobBuildRef = { kind: "job", lab: LAB, job: "Nightly", number, startedAtMs };
  const answered = Array.from({ length: executions }, (_, index) => execution(ref, index, startedAtMs));
  const { picture } = recordAnswer(emptyPicture(ref), { executions: answered, complete: true, answeredAtMs: NOW_MS });
  const enriched = [...picture.executions].map(([id, record]): [string, RecordedExecution] => [
    id,
    record.enrichment === undefined ? record : { ...record, enrichment: { state: "done", failure: failureOf(record) } },
  ]);
  const final = { atMs: NOW_MS, reason: "quiet" } as const;
  return { ...picture, executions: new Map(enriched), revision: 1, ...(isFinal ? { final } : {}) };
}

function failureOf({ execution: { message = "" } }: RecordedExecution) {
  return { command: "tap", message, screenshots: [] };
}

function execution(ref: JobBuildRef, index: number, buildStartMs: number): Execution {
  const startedAtMs = buildStartMs + (index % 600) * 1_000;
  const isFailed = index % Math.round(1 / FAILURES) === 0;
  const device = index % 40;
  return {
    lab: ref.lab,
    id: `${ref.number}-${index}`,
    name: `com.acme.checkout.CheckoutTest.paysWithApplePay[${Math.floor(index / 4)}]`,
    status: isFailed ? "FAILED" : "PASSED",
    startedAtMs,
    endedAtMs: startedAtMs + 30_000,
    job: { name: ref.job, number: ref.number },
    tags: ["nightly", `group ${index % 12}`],
    platforms: [
      {
        kind: "device",
        deviceId: `D${device}`,
        maker: index % 2 === 0 ? "Apple" : "Samsung",
        model: index % 2 === 0 ? "iPhone 15" : "Galaxy S23",
        os: index % 2 === 0 ? "iOS" : "Android",
        osVersion: index % 4 < 2 ? "17.4" : "16.1",
      },
    ],
    videos: [],
    artifacts: [],
    ...(isFailed ? { message: `NoSuchElementException: no element for id=button-${index % 17}` } : {}),
  };
}
