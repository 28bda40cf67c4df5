import { expect, test } from "vitest";
import { createSharedClock } from "./shared-clock.ts";
import { freshStores } from "./testing/fresh-store.ts";

const HOUR_MS = 3_600_000;
const fresh = freshStores();

test("processes an hour apart agree on the time of a real Redis", async () => {
  const { redis } = fresh();
  const ahead = createSharedClock({ redis, machineNow: () => Date.now() + HOUR_MS });
  const right = createSharedClock({ redis });
  const { aheadMs, withinMs } = await ahead.measure();
  const reading = await right.measure();
  expect(Math.abs(aheadMs - reading.aheadMs - HOUR_MS)).toBeLessThanOrEqual(withinMs + reading.withinMs + 10);
  expect(Math.abs(ahead.now() - right.now())).toBeLessThanOrEqual(withinMs + reading.withinMs + 10);
});
