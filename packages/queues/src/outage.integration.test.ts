import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPrivateRedis, type PrivateRedis } from "@perfecto-bot/store/private-redis";
import type { Conversation } from "@perfecto-bot/domain";
import { expect, onTestFinished, test } from "vitest";
import { QUEUE_NAMES, type QueueName } from "./queue-name.ts";
import { QueueUnavailableError } from "./queue-unavailable-error.ts";
import { closedGate } from "./testing/gate.ts";
import { eventually } from "./testing/eventually.ts";
import { redisUrl } from "./testing/redis-url.ts";
import { stage } from "./testing/stage.ts";
import { startTcpProxy } from "./testing/tcp-proxy.ts";

const DIE_AT_WORK = join(import.meta.dirname, "testing/die-at-work.ts");
const build = "j/demo/nightly//1";
const conversation: Conversation = { channel: "slack", workspace: "T1", id: "C1" };

async function ownRedis(): Promise<PrivateRedis> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-queues-"));
  const redis = await startPrivateRedis({ directory });
  onTestFinished(async () => {
    await redis.stop();
    await rm(directory, { recursive: true, force: true });
  });
  return redis;
}

test("work that processes had in hand when they were killed, one after the other, is done by another", async () => {
  const { prefix, signals: open, work } = stage(redisUrl());
  const signals = open();
  await signals.discover({ lab: "demo", index: 0 });
  await signals.track(build);
  await signals.plan(build);
  await signals.lane(conversation);

  // Twice, because BullMQ by default gives a job up at the second death.
  for (let deaths = 0; deaths < 2; deaths += 1) {
    const doomed = spawn(process.execPath, [DIE_AT_WORK, redisUrl(), prefix], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void doomed.kill("SIGKILL"));
    let taken = "";
    doomed.stdout.on("data", (chunk: Buffer) => (taken += chunk.toString()));
    await eventually(() => expect(new Set(taken.trim().split("\n"))).toEqual(new Set(QUEUE_NAMES)));
    if (deaths === 0) await signals.plan(build);
    doomed.kill("SIGKILL");
    await once(doomed, "exit");
  }

  const done: Record<QueueName, number> = { discover: 0, track: 0, plan: 0, lane: 0 };
  work({
    discover: async () => void (done.discover += 1),
    track: async () => ((done.track += 1), { kind: "done" }),
    plan: async () => ((done.plan += 1), { kind: "done" }),
    lane: async () => ((done.lane += 1), { kind: "done" }),
  });
  await eventually(() => expect(done).toEqual({ discover: 1, track: 1, plan: 2, lane: 1 }));
});

test("a signal whose answer was lost on the wire is one job", async () => {
  const proxy = await startTcpProxy(redisUrl());
  const { signals: open } = stage(proxy.url);
  const signals = open();
  await signals.plan("j/demo/warm-up//1");
  const lost = proxy.loseNextAnswer();
  await signals.plan(build);
  await lost;
  expect((await signals.queueDepths()).plan.waiting).toBe(2);
});

test("a Redis that is killed and comes back loses no signal, and the work goes on", async () => {
  const redis = await ownRedis();
  const { signals: open, work } = stage(redis.url);
  const signals = open();
  const gate = closedGate();
  const planned = new Map<string, number>();
  const tracked: string[] = [];
  const count = (key: string) => planned.set(key, (planned.get(key) ?? 0) + 1);
  work(
    {
      plan: async (key) => {
        count(key);
        await gate.passed;
        return { kind: "done" };
      },
      track: async (key) => {
        tracked.push(key);
        return tracked.length === 1 ? { kind: "again", afterMs: 300 } : { kind: "done" };
      },
    },
    { concurrency: { plan: 2 } },
  );
  const keys = Array.from({ length: 20 }, (_, i) => `j/demo/nightly//${i}`);
  await Promise.all(keys.map((key) => signals.plan(key)));
  await signals.track("j/demo/nightly//0");
  await eventually(() => expect(planned.size).toBe(2));
  const active = [...planned.keys()];
  await Promise.all(active.map((key) => signals.plan(key)));
  await eventually(() => expect(tracked).toHaveLength(1));

  await redis.kill();
  await expect(signals.plan("j/demo/other//1")).rejects.toThrow(QueueUnavailableError);
  await expect(signals.queueDepths()).rejects.toMatchObject({ kind: "queue-unavailable" });
  await redis.restart();
  gate.open();

  await eventually(() => expect(planned.size).toBe(20));
  await eventually(() => expect(active.map((key) => planned.get(key) ?? 0).every((runs) => runs >= 2)).toBe(true));
  await eventually(() => expect(tracked.length).toBeGreaterThanOrEqual(2));
  await eventually(() => signals.plan("j/demo/other//1"));
  await eventually(() => expect(planned.get("j/demo/other//1")).toBeGreaterThan(0));
});

test("signals and workers that were there before Redis work when it comes", async () => {
  const redis = await ownRedis();
  await redis.kill();
  const { signals: open, work } = stage(redis.url);
  const signals = open();
  await expect(signals.plan(build)).rejects.toThrow(QueueUnavailableError);
  const planned: string[] = [];
  work({ plan: async (key) => (planned.push(key), { kind: "done" }) });
  await redis.restart();
  await eventually(() => signals.plan(build));
  await eventually(() => expect(planned).toContain(build));
});

test("closing returns with Redis down, idle or at work", async () => {
  const redis = await ownRedis();
  const { signals: open, work } = stage(redis.url);
  const signals = open();
  const idle = work({}, { roles: { poll: false, deliver: true } });
  let started = false;
  const busy = work(
    {
      plan: async () => {
        started = true;
        return new Promise(() => undefined);
      },
    },
    { roles: { poll: true, deliver: false } },
  );
  await signals.plan(build);
  await eventually(() => expect(started).toBe(true));
  expect([busy.inHand(), idle.inHand()]).toEqual([1, 0]);
  await redis.kill();
  const outcomes = await Promise.all([busy.close(500), idle.close(500), signals.close()]);
  expect(outcomes[0]).toBe("left");
});

test("closing in order lets the work in hand finish and leaves the rest to others", async () => {
  const { signals: open, work } = stage(redisUrl());
  const signals = open();
  const gate = closedGate();
  const [started, finished]: [string[], string[]] = [[], []];
  const running = work({
    plan: async (key) => {
      started.push(key);
      await gate.passed;
      finished.push(key);
      return { kind: "done" };
    },
  });
  await signals.plan(build);
  await eventually(() => expect(started).toHaveLength(1));
  const closing = running.close(10_000);
  await signals.plan("j/demo/nightly//2");
  gate.open();
  expect(await closing).toBe("finished");
  expect(finished).toEqual(started);
  expect((await signals.queueDepths()).plan).toMatchObject({ waiting: 2 - finished.length, active: 0 });
  await signals.plan("j/demo/nightly//3");
  expect((await signals.queueDepths()).plan.waiting).toBe(3 - finished.length);
});
