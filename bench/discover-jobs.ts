import { DEFAULT_OPTIONS, DEFAULT_POLICY, discoveryShards, Secret, type Subscription } from "@perfecto-bot/domain";
import { createLab } from "@perfecto-bot/perfecto";
import { discover, type PollParts } from "@perfecto-bot/pipeline";
import {
  createMemoryPictureStore,
  createMemoryPollMemory,
  createMemoryRateBudgets,
  createMemorySubscriptionStore,
  createMemoryWorkSchedule,
} from "@perfecto-bot/pipeline/memory";
import { generateJobs, jobNames, startLabSimulator } from "@perfecto-bot/simulators/lab";
import type { BenchResult } from "./bench-result.ts";

const JOBS = 10_000;
const WORKERS = 8;
const CYCLE_BUDGET_MS = 60_000;
const REQUESTS_BUDGET = JOBS / 20;

/** One round of discovery over 10,000 watched jobs, through the real client and its default budget of 10 requests a second. */
export async function discoverJobs(): Promise<readonly BenchResult[]> {
  const lab = await startLabSimulator();
  const budgets = createMemoryRateBudgets();
  const client = createLab({ id: "bench", baseUrl: lab.baseUrl, token: new Secret(lab.token), budgets, now: Date.now });
  try {
    lab.putAll(
      generateJobs({
        seed: "bench",
        baseUrl: lab.baseUrl,
        jobs: JOBS,
        executionsPerBuild: 2,
        withinMs: 20 * 3_600_000,
        endMs: Date.now() - 600_000,
      }),
    );
    const subscriptions = createMemorySubscriptionStore();
    const names = jobNames(JOBS);
    for (const [index, job] of names.entries()) await subscriptions.put(subscriptionTo(job, index), audit);
    let tracked = 0;
    const parts: PollParts = {
      labs: new Map([["bench", client]]),
      pictures: createMemoryPictureStore(),
      subscriptions,
      memory: createMemoryPollMemory(),
      schedule: createMemoryWorkSchedule(),
      signals: {
        plan: async () => undefined,
        track: async () => void (tracked += 1),
        discover: async () => undefined,
      },
      now: Date.now,
      policy: DEFAULT_POLICY,
      discoverEveryMs: 30_000,
      onNews: () => undefined,
    };
    const shards = discoveryShards((await subscriptions.inLab("bench")).watched);
    // The first request proves once that the lab takes several names as alternatives; that is not part of a round.
    await discover(parts, { lab: "bench", index: shards[0] ?? 0 });
    const before = lab.requests.count("executions");
    const startMs = performance.now();
    const left = [...shards];
    await Promise.all(
      Array.from({ length: WORKERS }, async () => {
        for (let index = left.shift(); index !== undefined; index = left.shift())
          await discover(parts, { lab: "bench", index });
      }),
    );
    const cycleMs = performance.now() - startMs;
    const requests = lab.requests.count("executions") - before;
    if (tracked < JOBS) throw new Error(`discovery found ${tracked} builds of ${JOBS}`);
    return [
      {
        name: `discovery of ${JOBS} watched jobs: requests`,
        figure: `${requests}, 1/${(JOBS / requests).toFixed(0)} of one per job`,
        budget: "≤ 1/20",
        within: requests <= REQUESTS_BUDGET,
      },
      {
        name: `discovery of ${JOBS} watched jobs: one round at 10 requests/s`,
        figure: `${(cycleMs / 1000).toFixed(1)} s`,
        budget: "≤ 60 s",
        within: cycleMs <= CYCLE_BUDGET_MS,
      },
    ];
  } finally {
    await client.close();
    await lab.stop();
  }
}

const conversation = { channel: "slack", workspace: "T1", id: "C1" };
const audit = { atMs: 0, conversation, person: "U1", action: "subscribed", detail: "" };

function subscriptionTo(job: string, index: number): Subscription {
  return {
    id: `s${index}`,
    conversation,
    lab: "bench",
    job,
    filter: [],
    options: DEFAULT_OPTIONS,
    createdBy: "U1",
    createdAtMs: 0,
    startsAtMs: 0,
  };
}
