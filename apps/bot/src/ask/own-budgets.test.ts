import { expect, test } from "vitest";
import { createOwnBudgets } from "./own-budgets.ts";

const LAB = { scope: "lab:acme", max: 3, perMs: 1000, burst: 3 };

test("no second has more calls than are allowed", async () => {
  const budgets = createOwnBudgets();
  const granted: number[] = [];
  for (let nowMs = 0; nowMs < 5_000; nowMs += 50) if ((await budgets.take([LAB], nowMs)).granted) granted.push(nowMs);
  expect(granted.slice(0, 4)).toEqual([0, 50, 100, 1000]);
  for (const from of granted)
    expect(granted.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(3);
  expect(granted).toHaveLength(15);
});

test("what is used up says when to come again", async () => {
  const budgets = createOwnBudgets();
  for (const nowMs of [0, 10, 20]) await budgets.take([LAB], nowMs);
  expect(await budgets.take([LAB], 30)).toEqual({ granted: false, retryAtMs: 1000, scope: "lab:acme" });
  expect(await budgets.take([{ ...LAB, scope: "lab:other" }], 30)).toEqual({ granted: true });
});

test("nobody takes from a scope that is blocked", async () => {
  const budgets = createOwnBudgets();
  await budgets.block("lab:acme", 9_000);
  await budgets.block("lab:acme", 5_000);
  expect(await budgets.take([LAB], 0)).toEqual({ granted: false, retryAtMs: 9_000, scope: "lab:acme" });
  expect(await budgets.take([LAB], 9_000)).toEqual({ granted: true });
});
