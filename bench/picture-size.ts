import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buildKey,
  emptyPicture,
  recordAnswer,
  type BuildPicture,
  type Execution,
  type JobBuildRef,
  type RecordedExecution,
} from "@perfecto-bot/domain";
import { connectRedis, createRedisPictureStore } from "@perfecto-bot/store";
import { startPrivateRedis } from "@perfecto-bot/store/private-redis";
import type { BenchResult } from "./bench-result.ts";

const BUILDS = 100;
const EXECUTIONS = 50;
const FAILURES = 3;
/** With a field of JSON for each execution, and its build key in the index, this bench measured 1,224. */
const BYTES_BUDGET = 300;

const SMALL = 500;
const LARGE = 5_000;
/** How many executions each size of build reads, compares and writes in all. */
const EXECUTIONS_OF_A_ROUND = 10_000;
const ROUNDS = 5;
const RATIO_BUDGET = 2;

type Redis = ReturnType<typeof connectRedis>;

/** What the picture of a build needs: memory of Redis, index included, and time of this process when builds get large. */
export async function pictureSize(): Promise<readonly BenchResult[]> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-bench-"));
  const server = await startPrivateRedis({ directory });
  const redis = connectRedis({ url: server.url, role: "worker" });
  try {
    return [await memory(redis), await growth(redis)];
  } finally {
    redis.disconnect();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function memory(redis: Redis): Promise<BenchResult> {
  const store = createRedisPictureStore({ redis });
  const before = await usedMemory(redis);
  for (let number = 1; number <= BUILDS; number += 1) {
    const picture = finishedPicture(number, EXECUTIONS);
    await store.save(buildKey(picture.ref), emptyPicture(picture.ref), picture);
  }
  const bytes = ((await usedMemory(redis)) - before) / (BUILDS * EXECUTIONS);
  return {
    name: `${BUILDS} builds of ${EXECUTIONS}, ${FAILURES} failed: memory of Redis per execution, index included`,
    figure: `${Math.round(bytes)} bytes`,
    budget: `≤ ${BYTES_BUDGET} bytes`,
    within: bytes <= BYTES_BUDGET,
  };
}

async function growth(redis: Redis): Promise<BenchResult> {
  const [small, large] = [await changeMicros(redis, SMALL), await changeMicros(redis, LARGE)];
  const ratio = large / small;
  return {
    name: `load and change a build of ${LARGE}: time of the processor per execution, against a build of ${SMALL}`,
    figure: `${ratio.toFixed(2)} × (${large.toFixed(0)} µs, ${small.toFixed(0)} µs)`,
    budget: `≤ ${RATIO_BUDGET} ×`,
    within: ratio <= RATIO_BUDGET,
  };
}

/** Microseconds of this process, per execution, to load a build and save it with every execution changed; the median of some rounds. */
async function changeMicros(redis: Redis, executions: number): Promise<number> {
  const store = createRedisPictureStore({ redis });
  const picture = finishedPicture(executions, executions);
  const key = buildKey(picture.ref);
  await store.save(key, emptyPicture(picture.ref), picture);
  const micros: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = process.cpuUsage();
    for (let done = 0; done < EXECUTIONS_OF_A_ROUND; done += executions) {
      const known = await store.load(key);
      if (known === undefined) throw new Error(`build ${key} is not stored`);
      const moved = [...known.executions].map(([id, record]): [string, RecordedExecution] => [
        id,
        { ...record, answeredAtMs: record.answeredAtMs + 1 },
      ]);
      const after = { ...known, revision: known.revision + 1, executions: new Map(moved) };
      if ((await store.save(key, known, after)) !== "saved") throw new Error(`build ${key} was not saved`);
    }
    const { user, system } = process.cpuUsage(start);
    // The first round warms up.
    if (round > 0) micros.push((user + system) / EXECUTIONS_OF_A_ROUND);
  }
  return micros.toSorted((one, other) => one - other)[Math.floor(micros.length / 2)] ?? Number.NaN;
}

function finishedPicture(number: number, executions: number): BuildPicture {
  const ref: JobBuildRef = { kind: "job", lab: "acme", job: "Nightly Regression", number, branch: "main" };
  const failures = (executions * FAILURES) / EXECUTIONS;
  const answered = Array.from({ length: executions }, (_, index) => execution(ref, index, index < failures));
  const answer = { executions: answered, complete: true, answeredAtMs: Date.now() };
  const { picture } = recordAnswer(emptyPicture(ref), answer);
  const failure = { command: "tap", message: "NoSuchElement", screenshots: [] };
  const enriched = [...picture.executions].map(([id, record]): [string, RecordedExecution] => [
    id,
    record.enrichment === undefined ? record : { ...record, enrichment: { state: "done", failure } },
  ]);
  const final = { atMs: Date.now(), reason: "quiet" } as const;
  return { ...picture, executions: new Map(enriched), revision: 1, final };
}

/** As the lab gives it. What would be random in a URL is random here: it does not deflate. */
function execution(ref: JobBuildRef, index: number, failed: boolean): Execution {
  const endedAtMs = Date.now() - Math.floor(Math.random() * 3_600_000);
  const startedAtMs = endedAtMs - 30_000 - Math.floor(Math.random() * 60_000);
  const site = "https://acme.app.perfectomobile.com";
  const stack = Array.from({ length: 40 }, (_, line) => `\tat com.acme.Foo.bar(Foo.java:${10 + ((line * 7) % 90)})\n`);
  return {
    lab: ref.lab,
    id: randomUUID(),
    name: `com.acme.checkout.CheckoutTest.paysWithApplePay[${index}]`,
    status: failed ? "FAILED" : "PASSED",
    externalId: `user@acme.com_RemoteWebDriver_24-11-30_13-00-00-${ref.number}-${index}`,
    owner: "service-user@acme.com",
    startedAtMs,
    endedAtMs,
    job: { name: ref.job, number: ref.number, branch: "main" },
    project: { name: "Shop", version: "1.2" },
    tags: ["nightly", "checkout", "ios"],
    platforms: [
      {
        kind: "device",
        deviceId: "00008030-001C6D9E3A88802E",
        maker: "Apple",
        model: "iPhone 15",
        os: "iOS",
        osVersion: "17.4",
      },
    ],
    framework: "TESTNG",
    videos: [{ startedAtMs, endedAtMs, url: `${site}/video/${token(120)}` }],
    artifacts: ["DEVICE_LOGS", "NETWORK", "VITALS"].map((type) => ({ type, url: `${site}/artifacts/${token(140)}` })),
    reportUrl: `${site}/reporting/test/${randomUUID()}`,
    ...(failed
      ? { message: `org.openqa.selenium.NoSuchElementException: no element for id=${token(8)}\n${stack.join("")}` }
      : {}),
  };
}

function token(chars: number): string {
  return randomBytes(chars).toString("base64url").slice(0, chars);
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/u.exec(await redis.info("memory"))?.[1]);
}
