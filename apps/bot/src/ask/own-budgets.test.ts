import { beforeEach, expect, test } from "vitest";
import type { RateBudgets } from "@perfecto-bot/pipeline";
import { createOwnBudgets } from "./own-budgets.ts";

const LAB = { scope: "lab:acme", max: 3, perMs: 1000, burst: 3 };
const CLAIM = { waiter: "this", priority: 0 };
let nowMs: number;
let budgets: RateBudgets;

beforeEach(() => {
  nowMs = 0;
  budgets = createOwnBudgets(() => nowMs);
});

test("no second has more calls than are allowed", async () => {
  const granted: number[] = [];
  for (; nowMs < 5_000; nowMs += 50) if ((await budgets.take([LAB], CLAIM)).granted) granted.push(nowMs);
  expect(granted.slice(0, 4)).toEqual([0, 50, 100, 1000]);
  for (const from of granted)
    expect(granted.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(3);
  expect(granted).toHaveLength(15);
});

test("what is used up says how long it is until it is free", async () => {
  for (const atMs of [0, 10, 20]) {
    nowMs = atMs;
    await budgets.take([LAB], CLAIM);
  }
  nowMs = 30;
  expect(await budgets.take([LAB], CLAIM)).toEqual({ granted: false, retryAfterMs: 970, scope: "lab:acme" });
  expect(await budgets.take([{ ...LAB, scope: "lab:other" }], CLAIM)).toEqual({ granted: true });
});

test("nobody takes from a scope that is blocked", async () => {
  await budgets.block("lab:acme", 9_000);
  await budgets.block("lab:acme", 5_000);
  expect(await budgets.take([LAB], CLAIM)).toEqual({ granted: false, retryAfterMs: 9_000, scope: "lab:acme" });
  nowMs = 9_000;
  expect(await budgets.take([LAB], CLAIM)).toEqual({ granted: true });
});
