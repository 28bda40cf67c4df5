import { DEFAULT_OPTIONS, DEFAULT_POLICY, LAB_WIDE_SHARD, Secret } from "@perfecto-bot/domain";
import { createLab } from "@perfecto-bot/perfecto";
import { discover, track, type PollParts } from "@perfecto-bot/pipeline";
import {
  createMemoryPictureStore,
  createMemoryPollMemory,
  createMemoryRateBudgets,
  createMemorySubscriptionStore,
  createMemoryWorkSchedule,
} from "@perfecto-bot/pipeline/memory";
import { generateBuild, startLabSimulator } from "@perfecto-bot/simulators/lab";
import type { BenchResult } from "./bench-result.ts";

const BUILDS = 4;
const FAILURES = 100;
const DELAY_BUDGET_MS = 2_000;

/** How long a look for new builds takes while builds that failed have their details fetched, at 10 requests a second. */
export async function discoverBesideFailures(): Promise<readonly BenchResult[]> {
  const simulator = await startLabSimulator();
  const budgets = createMemoryRateBudgets();
  const token = new Secret(simulator.token);
  const lab = createLab({ id: "bench", baseUrl: simulator.baseUrl, token, budgets, now: Date.now });
  try {
    for (let number = 1; number <= BUILDS; number += 1)
      simulator.putAll(
        generateBuild({
          seed: `failing ${number}`,
          baseUrl: simulator.baseUrl,
          job: `Failing ${number}`,
          number,
          startMs: Date.now() - 20 * 60_000,
          executions: FAILURES,
          failures: FAILURES,
          causes: 4,
          spreadMs: 60_000,
        }),
      );
    const subscriptions = createMemorySubscriptionStore();
    const conversation = { channel: "slack", workspace: "T1", id: "C1" };
    await subscriptions.put(
      {
        id: "s1",
        conversation,
        lab: "bench",
        job: "*",
        filter: [],
        options: DEFAULT_OPTIONS,
        createdBy: "U1",
        createdAtMs: 0,
        startsAtMs: 0,
      },
      { atMs: 0, conversation, person: "U1", action: "subscribed", detail: "" },
    );
    const schedule = createMemoryWorkSchedule();
    const parts: PollParts = {
      schedule,
      labs: new Map([["bench", lab]]),
      backgroundLabs: new Map([["bench", lab.inBackground]]),
      pictures: createMemoryPictureStore(),
      subscriptions,
      memory: createMemoryPollMemory(),
      signals: { plan: async () => undefined, track: async () => undefined, discover: async () => undefined },
      now: Date.now,
      policy: DEFAULT_POLICY,
      discoverEveryMs: 30_000,
      onNews: () => undefined,
    };
    const shard = { lab: "bench", index: LAB_WIDE_SHARD };
    await discover(parts, shard);
    const open = await schedule.subjects("track");
    const looks = Promise.all(open.map((key) => track(parts, key)));
    const asksForCommands = Promise.withResolvers<void>();
    simulator.requests.on(({ target }) => target.kind === "commands" && asksForCommands.resolve());
    await asksForCommands.promise;
    const beginMs = performance.now();
    await discover(parts, shard);
    const delayMs = performance.now() - beginMs;
    await looks;
    return [
      {
        name: `a look for new builds while ${open.length} builds of ${FAILURES} failures have their details fetched`,
        figure: `${(delayMs / 1000).toFixed(2)} s`,
        budget: `≤ ${DELAY_BUDGET_MS / 1000} s`,
        within: delayMs <= DELAY_BUDGET_MS,
      },
    ];
  } finally {
    await lab.close();
    await simulator.stop();
  }
}
