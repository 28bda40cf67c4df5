import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeClock } from "./judge-clock.ts";
import { createSharedClock, type SharedClock } from "./shared-clock.ts";

const HOUR_MS = 3_600_000;
const START_MS = 1_700_000_000_000;

/** A Redis and a machine whose clocks a test sets. */
interface World {
  readonly clock: SharedClock;
  /** Real time goes on by so many ms. */
  readonly pass: (ms: number) => void;
  /** The clock of Redis is set by so many ms. */
  readonly setRedis: (byMs: number) => void;
  readonly realMs: () => number;
}

function openWorld(aheadMs: number, answerMs: () => number = () => 0): World {
  let realMs = START_MS;
  let redisIsAheadMs = 0;
  const redis = {
    time: async () => {
      const wayMs = answerMs();
      realMs += wayMs / 2;
      const atMs = realMs + redisIsAheadMs;
      realMs += wayMs / 2;
      return [Math.floor(atMs / 1_000), Math.floor((atMs % 1_000) * 1_000)];
    },
  };
  const clock = createSharedClock({
    redis,
    machineNow: () => realMs + aheadMs,
    ticks: () => realMs - START_MS + 5_000,
  });
  return {
    clock,
    pass: (ms) => void (realMs += ms),
    setRedis: (byMs) => void (redisIsAheadMs += byMs),
    realMs: () => realMs,
  };
}

describe("the shared clock", () => {
  test.each([0, HOUR_MS, -HOUR_MS])(
    "shows the time of Redis where the machine's clock is %i ms ahead",
    async (ahead) => {
      const { clock, pass, realMs } = openWorld(ahead);
      expect(clock.now()).toBe(START_MS + ahead);
      expect(await clock.measure()).toEqual({ aheadMs: ahead, withinMs: 0 });
      expect(clock.now()).toBe(START_MS);
      pass(HOUR_MS + 0.5);
      expect(clock.now()).toBe(Math.floor(realMs()));
    },
  );

  test("goes by the quickest of a few answers", async () => {
    const ways = [400, 10, 90];
    const { clock, realMs } = openWorld(HOUR_MS, () => ways.shift() ?? 0);
    expect(await clock.measure()).toEqual({ aheadMs: HOUR_MS, withinMs: 5 });
    expect(clock.now()).toBe(realMs());
  });

  test("stands still until it is caught up with where Redis is set back a little", async () => {
    const { clock, pass, setRedis } = openWorld(0);
    await clock.measure();
    const beforeMs = clock.now();
    setRedis(-1_500);
    await clock.measure();
    expect(clock.now()).toBe(beforeMs);
    pass(1_000);
    expect(clock.now()).toBe(beforeMs);
    pass(1_000);
    expect(clock.now()).toBe(beforeMs + 500);
  });

  test("follows at once where Redis is set back far, or forward", async () => {
    const { clock, setRedis } = openWorld(0);
    await clock.measure();
    const beforeMs = clock.now();
    setRedis(-HOUR_MS);
    await clock.measure();
    expect(clock.now()).toBe(beforeMs - HOUR_MS);
    setRedis(2 * HOUR_MS);
    await clock.measure();
    expect(clock.now()).toBe(beforeMs + HOUR_MS);
  });

  test("goes on as it was while Redis does not answer", async () => {
    const clock = createSharedClock({
      redis: { time: () => Promise.reject(new Error("away")) },
      machineNow: () => 42,
      ticks: () => 7,
    });
    await expect(clock.measure()).rejects.toThrow("away");
    expect(clock.now()).toBe(42);
  });

  test("of two processes differs by no more than the way to Redis, whatever their machines' clocks say", async () => {
    const way = fc.integer({ min: 0, max: 500 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -HOUR_MS, max: HOUR_MS }), fc.array(way), async (ahead, waysMs) => {
        const { clock, realMs } = openWorld(ahead, () => waysMs.shift() ?? 0);
        const { withinMs } = await clock.measure();
        expect(Math.abs(clock.now() - realMs())).toBeLessThanOrEqual(withinMs + 1);
      }),
    );
  });
});

test.each([
  [0, 0, undefined],
  [30_000, 0, undefined],
  [31_000, 2_000, undefined],
  [45_400, 20, "45 s ahead of"],
  [-HOUR_MS, 1, "3600 s behind"],
])("a machine's clock %i ms ahead, give or take %i: %s", (aheadMs, withinMs, said) => {
  expect(judgeClock({ aheadMs, withinMs })?.message).toBe(
    said === undefined ? undefined : `This machine's clock is ${said} that of Redis.`,
  );
});
