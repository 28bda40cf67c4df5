import { DEFAULT_POLICY } from "@perfecto-bot/domain";
import {
  createMemoryPictureStore,
  createMemoryPollMemory,
  createMemorySubscriptionStore,
  createMemoryWorkSchedule,
} from "@perfecto-bot/pipeline/memory";
import type { StoreHealth } from "@perfecto-bot/store";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../config/read-config.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics.ts";
import { startHttp } from "./start-http.ts";

const FULL: StoreHealth = {
  kind: "not-writable",
  because: "full",
  message: "Redis at h:6379 takes no writes: its memory is full",
};

async function served(health: { now: StoreHealth }) {
  const config = readConfig({
    PERFECTO_CLOUD: "acme",
    PERFECTO_SECURITY_TOKEN: "t",
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_APP_TOKEN: "xapp-1",
    PORT: "0",
  });
  const storeHealth = async () => health.now;
  const http = await startHttp({
    config,
    chats: [],
    metrics: createMetrics({ depths: async () => ({}), storeHealth }),
    poll: {
      labs: new Map(),
      pictures: createMemoryPictureStore(),
      subscriptions: createMemorySubscriptionStore(),
      memory: createMemoryPollMemory(),
      schedule: createMemoryWorkSchedule(),
      signals: { track: never, plan: never, discover: never },
      now: () => 0,
      policy: DEFAULT_POLICY,
      discoverEveryMs: 1_000,
      onNews: () => undefined,
    },
    now: () => 0,
    log: createLog("silent"),
    storeHealth,
  });
  onTestFinished(http.stop);
  return http;
}

async function never(): Promise<never> {
  throw new Error("nothing is signalled here");
}

async function get(url: string) {
  const response = await fetch(url);
  return { status: response.status, body: await response.text() };
}

test("a service is ready when it is started and Redis takes writes, and says why it is not", async () => {
  const health: { now: StoreHealth } = { now: { kind: "writable" } };
  const http = await served(health);
  const ready = () => get(`${http.url}/readyz`);
  expect(await ready()).toMatchObject({ status: 503, body: expect.stringContaining("starting-or-stopping") });
  http.ready();
  expect(await ready()).toEqual({ status: 200, body: '{"status":"ready"}' });
  health.now = FULL;
  expect(await ready()).toEqual({
    status: 503,
    body: JSON.stringify({ status: "not ready", reason: "full", detail: FULL.message }),
  });
  health.now = { kind: "writable" };
  expect(await ready()).toMatchObject({ status: 200 });
});

test("metrics tell whether Redis takes writes, and the reason of now alone", async () => {
  const health: { now: StoreHealth } = { now: FULL };
  const http = await served(health);
  const lines = async () =>
    (await get(`${http.url}/metrics`)).body
      .split("\n")
      .filter((line) => line.startsWith("perfecto_bot_store_writable"));
  expect(await lines()).toEqual(['perfecto_bot_store_writable{reason="full"} 0']);
  health.now = { kind: "writable" };
  expect(await lines()).toEqual(['perfecto_bot_store_writable{reason=""} 1']);
});
