import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rememberResult, testKey, testLabel, type TestHistory, type TestResult } from "@perfecto-bot/domain";
import { connectRedis, createRedisHistoryStore } from "@perfecto-bot/store";
import { startPrivateRedis } from "@perfecto-bot/store/private-redis";
import type { BenchResult } from "./bench-result.ts";

const TESTS = 2_000;
const BUILDS = 20;
const NAME_CHARACTERS = 100;
const BYTES_BUDGET = 1_000;
const DAY_MS = 86_400_000;
const LINE = { lab: "acme", job: "Nightly Regression", branch: "main" };

/** Time to remember one build, in ms. Each of its tests is read, changed and written. */
const REMEMBER_BUDGET_MS = 1_000;

type Redis = ReturnType<typeof connectRedis>;

/** What the history of tests needs: memory of Redis for each test × platform, and time to remember a build. */
export async function historySize(): Promise<readonly BenchResult[]> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-bench-"));
  const server = await startPrivateRedis({ directory });
  const redis = connectRedis({ url: server.url, role: "worker" });
  try {
    return await measure(redis);
  } finally {
    redis.disconnect();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function measure(redis: Redis): Promise<readonly BenchResult[]> {
  const { changeHistories } = createRedisHistoryStore({ redis });
  const results = new Map(Array.from({ length: TESTS }, (_, index) => resultOf(index)).map((one) => [one.key, one]));
  const before = await usedMemory(redis);
  const times: number[] = [];
  for (let build = 1; build <= BUILDS; build += 1) {
    const startMs = Date.now() - (BUILDS - build) * DAY_MS - Math.floor(Math.random() * 3_600_000);
    const remember = (key: string, known: TestHistory | undefined): TestHistory | undefined => {
      const result = results.get(key);
      const outcome = Math.random() < 0.05 ? "failed" : "passed";
      return result && rememberResult(known, { ...result, outcome }, { startMs, label: `#${4_000 + build}` });
    };
    const began = performance.now();
    await changeHistories(LINE, [...results.keys()], remember);
    times.push(performance.now() - began);
  }
  const bytes = ((await usedMemory(redis)) - before) / TESTS;
  const slowest = Math.max(...times);
  return [
    {
      name: `${BUILDS} results of ${TESTS} tests with names of ${NAME_CHARACTERS} characters: memory of Redis for each test`,
      figure: `${Math.round(bytes)} bytes`,
      budget: `≤ ${BYTES_BUDGET} bytes`,
      within: bytes <= BYTES_BUDGET,
    },
    {
      name: `remember a build of ${TESTS} tests, the slowest of ${BUILDS}`,
      figure: `${Math.round(slowest)} ms`,
      budget: `≤ ${REMEMBER_BUDGET_MS} ms`,
      within: slowest <= REMEMBER_BUDGET_MS,
    },
  ];
}

function resultOf(index: number): Pick<TestResult, "key" | "test" | "platform"> {
  const name = `com.acme.checkout.CheckoutTest.pays with card ${index} `.padEnd(NAME_CHARACTERS, "x");
  const platforms = [
    { kind: "device", maker: "Samsung", model: "Galaxy S23 Ultra", os: "Android", osVersion: "14" } as const,
  ];
  return {
    key: testKey({ name, platforms }),
    test: testLabel({ name }),
    platform: "Samsung Galaxy S23 Ultra · Android 14",
  };
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/u.exec(await redis.info("memory"))?.[1]);
}
