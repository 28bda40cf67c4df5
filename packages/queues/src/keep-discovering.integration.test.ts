import { Queue } from "bullmq";
import { Redis } from "ioredis";
import type { DiscoverShard } from "@perfecto-bot/pipeline";
import { expect, onTestFinished, test, vi } from "vitest";
import { eventually } from "./testing/eventually.ts";
import { redisUrl } from "./testing/redis-url.ts";
import { stage } from "./testing/stage.ts";

const HOUR_MS = 3_600_000;
const shards = (...indexes: readonly number[]): DiscoverShard[] => indexes.map((index) => ({ lab: "demo:ü", index }));

/** What Redis really has, read past our own code. */
function inspect(prefix: string) {
  const connection = new Redis(redisUrl(), { maxRetriesPerRequest: null });
  const queue = new Queue("discover", { connection, prefix });
  onTestFinished(async () => {
    await queue.close();
    await connection.quit();
  });
  return {
    queue,
    schedulers: async () => {
      const found = await queue.getJobSchedulers(0, -1);
      return found.map(({ key, every, offset, next, template }) => ({
        key,
        every,
        offset,
        next,
        data: template?.data,
      }));
    },
    delayed: () => queue.getDelayedCount(),
  };
}

test("the rhythms become exactly the wanted ones, whoever asks and however often", async () => {
  const { prefix, signals: open } = stage(redisUrl());
  const replicas = [open(), open(), open()] as const;
  const redis = inspect(prefix);
  const wanted = shards(-1, 0, 1, 2, 3, 3);

  await Promise.all(replicas.map((replica) => replica.keepDiscovering(wanted, HOUR_MS)));
  const first = await redis.schedulers();
  expect(new Set(first.map(({ data }) => data?.subject))).toEqual(
    new Set([-1, 0, 1, 2, 3].map((i) => `demo%3A%C3%BC/${i}`)),
  );
  expect(new Set(first.map(({ offset }) => offset)).size).toBe(5);
  expect(await redis.delayed()).toBe(5);

  await Promise.all(replicas.map((replica) => replica.keepDiscovering(wanted.toReversed(), HOUR_MS)));
  expect(await redis.schedulers()).toEqual(first);
  expect(await redis.delayed()).toBe(5);
  expect((await replicas[0].queueDepths()).discover).toMatchObject({ waiting: 0, active: 0, delayed: 5 });

  await replicas[1].keepDiscovering(shards(2, 7), HOUR_MS);
  const kept = first.filter(({ data }) => data?.subject.endsWith("/2"));
  const second = await redis.schedulers();
  expect(second.map(({ data }) => data?.subject)).toHaveLength(2);
  expect(new Set(second.map(({ data }) => data?.subject))).toEqual(new Set(["demo%3A%C3%BC/2", "demo%3A%C3%BC/7"]));
  expect(second).toEqual(expect.arrayContaining(kept));
  expect(await redis.delayed()).toBe(2);

  await Promise.all(replicas.map((replica) => replica.keepDiscovering(shards(2, 7), 2 * HOUR_MS)));
  expect((await redis.schedulers()).map(({ every }) => every)).toEqual([2 * HOUR_MS, 2 * HOUR_MS]);
  expect(await redis.delayed()).toBe(2);

  await replicas[2].keepDiscovering([], HOUR_MS);
  expect(await redis.schedulers()).toEqual([]);
  expect(await redis.delayed()).toBe(0);
});

test("every shard is discovered in its rhythm, one run at a time, and a changed rhythm counts", async () => {
  const { signals: open, work } = stage(redisUrl());
  const signals = open();
  const runs = new Map<number, number>();
  const active = new Set<number>();
  const overlaps: number[] = [];
  work({
    discover: async ({ index }) => {
      if (active.has(index)) overlaps.push(index);
      active.add(index);
      runs.set(index, (runs.get(index) ?? 0) + 1);
      await new Promise((resolve) => setTimeout(resolve, index === 0 ? 120 : 0));
      active.delete(index);
    },
  });
  await signals.keepDiscovering(shards(0, 1), HOUR_MS);
  expect(runs.size).toBe(0);
  await signals.keepDiscovering(shards(0, 1), 50);
  await eventually(() => expect(Math.min(runs.get(0) ?? 0, runs.get(1) ?? 0)).toBeGreaterThan(4));
  await signals.keepDiscovering(shards(1), 50);
  await eventually(() => expect(active.has(0)).toBe(false));
  expect(overlaps).toEqual([]);
});

test("a rhythm whose job was lost is set going again", async () => {
  const { prefix, signals: open, work } = stage(redisUrl());
  const signals = open();
  const redis = inspect(prefix);
  await signals.keepDiscovering(shards(0), 20);
  const connection = await redis.queue.getBackend().client;
  await connection.del(redis.queue.toKey("delayed"));
  await eventually(async () => expect((await redis.schedulers())[0]?.next).toBeLessThan(Date.now() - 60));
  let runs = 0;
  work({ discover: async () => void (runs += 1) });
  await signals.keepDiscovering(shards(0), 20);
  await eventually(() => expect(runs).toBeGreaterThan(1));
});

test("a rhythm that was set by a clock an hour ahead is set right by the next that looks", async () => {
  const { prefix, signals: open } = stage(redisUrl());
  const replica = open();
  const redis = inspect(prefix);
  const right = Date.now;
  const clock = vi.spyOn(Date, "now").mockImplementation(() => right() + HOUR_MS);
  try {
    await replica.keepDiscovering(shards(1), 60_000);
  } finally {
    clock.mockRestore();
  }
  await replica.keepDiscovering(shards(1), 60_000);
  const [rhythm] = await redis.schedulers();
  expect(rhythm?.next).toBeLessThan(Date.now() + 3 * 60_000);
  const [job] = await redis.queue.getDelayed();
  expect((job?.timestamp ?? Infinity) + (job?.delay ?? 0)).toBeLessThan(Date.now() + 3 * 60_000);
});

test("an interval that is none is refused", async () => {
  const { signals: open } = stage(redisUrl());
  await expect(open().keepDiscovering(shards(0), Number.NaN)).rejects.toThrow(RangeError);
});
