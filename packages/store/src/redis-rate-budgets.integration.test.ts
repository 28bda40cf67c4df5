import { rateBudgetsConformance } from "@perfecto-bot/pipeline/conformance";
import { expect, test, vi } from "vitest";
import { createRedisRateBudgets } from "./redis-rate-budgets.ts";
import { freshStores } from "./testing/fresh-store.ts";
import { keysOf } from "./testing/keys-of.ts";

const HOUR_MS = 3_600_000;
const LAB = { scope: "lab:acme", max: 10, perMs: HOUR_MS, burst: 2 };
const fresh = freshStores();

rateBudgetsConformance("redis", () => {
  let shiftMs = 0;
  return {
    budgets: createRedisRateBudgets({ ...fresh(), shiftMs: () => shiftMs }),
    nowMs: () => performance.now() + shiftMs,
    pass: (ms) => void (shiftMs += ms),
  };
});

test.each([HOUR_MS, -HOUR_MS])("a process whose clock is %i ms ahead holds nobody up", async (aheadMs) => {
  const store = fresh();
  const budgets = createRedisRateBudgets(store);
  const realMs = Date.now();
  const clock = vi.spyOn(Date, "now").mockReturnValue(realMs + aheadMs);
  try {
    expect(await budgets.take([LAB], { waiter: "ahead", priority: 0 })).toEqual({ granted: true });
    await budgets.block("other", 1);
  } finally {
    clock.mockRestore();
  }
  expect(await budgets.take([LAB], { waiter: "right", priority: 0 })).toEqual({ granted: true });
  const other = { ...LAB, scope: "other" };
  await expect.poll(async () => (await budgets.take([other], { waiter: "right", priority: 0 })).granted).toBe(true);
});

test("what a clock an hour ahead wrote in an earlier version blocks nobody for longer than a whole burst", async () => {
  const store = fresh();
  await store.redis.hset(`${store.prefix}:budget:lab%3Aacme`, { next: Date.now() + HOUR_MS });
  await store.redis.lpush(`${store.prefix}:budget:lab%3Aacme:calls`, Date.now() + HOUR_MS);
  const answer = await createRedisRateBudgets(store).take([LAB], { waiter: "right", priority: 0 });
  expect(answer).toMatchObject({ granted: false, retryAfterMs: HOUR_MS / 10 });
});

test("every key ends by itself but for the counter, and nothing is left of who was served", async () => {
  const store = fresh();
  let shiftMs = 0;
  const budgets = createRedisRateBudgets({ ...store, shiftMs: () => shiftMs });
  for (const waiter of ["a", "b", "c"]) await budgets.take([LAB], { waiter, priority: 0 });
  await budgets.block("blocked", HOUR_MS);
  expect(await keysOf(store)).toEqual({
    "budget-counter": "stays",
    "budget:blocked": "ends",
    "budget:lab%3Aacme": "ends",
    "budget:lab%3Aacme:calls": "ends",
    "budget:lab%3Aacme:line": "ends",
    "budget:lab%3Aacme:tickets": "ends",
    "budget:lab%3Aacme:until": "ends",
  });
  shiftMs = HOUR_MS;
  await budgets.take([LAB], { waiter: "c", priority: 0 });
  expect(Object.keys(await keysOf(store))).not.toContain("budget:lab%3Aacme:line");
});

test("one call costs one command, however many wait", async () => {
  const store = fresh();
  const budgets = createRedisRateBudgets(store);
  for (let waiter = 0; waiter < 200; waiter += 1) await budgets.take([LAB], { waiter: `${waiter}`, priority: 0 });
  const before = store.redis.commands;
  await budgets.take([LAB, { ...LAB, scope: "wide" }], { waiter: "one more", priority: 0 });
  expect(store.redis.commands - before).toBe(1);
});
