import { expect, test } from "vitest";
import { createMemoryRateBudgets } from "../memory/memory-rate-budgets.ts";
import { deliveryClaim } from "./delivery-claim.ts";

const BUDGET = { scope: "teams:T1", max: 60, perMs: 60_000 };
const CALLS = [
  ["edit", { progress: true }],
  ["edit", { progress: false }],
  ["post", { progress: false, replyTo: "build" }],
  ["post", { progress: true }],
] as const;

test("where conversations wait for one budget roots go first, then replies, final edits, and progress edits", async () => {
  let nowMs = 0;
  const budgets = createMemoryRateBudgets(() => nowMs);
  await budgets.block(BUDGET.scope, 1_000);
  const ask = async (index: number): Promise<boolean> => {
    const [call, more] = CALLS[index] ?? CALLS[0];
    return (await budgets.take([BUDGET], deliveryClaim(call, message(`C${index}`, more)))).granted;
  };
  for (const index of CALLS.keys()) expect(await ask(index)).toBe(false);
  for (let left = CALLS.length; left > 0; left -= 1) {
    nowMs += 1_100;
    for (let index = 0; index < left; index += 1) expect(await ask(index)).toBe(index === left - 1);
  }
});

test("progress edits leave half of every burst to others", async () => {
  const budgets = createMemoryRateBudgets(() => 0);
  const burst = { ...BUDGET, burst: 10 };
  const granted = async (call: "post" | "edit", progress: boolean): Promise<number> => {
    const asks = Array.from({ length: 10 }, (_, index) =>
      budgets.take([burst], deliveryClaim(call, message(`C${index}`, { progress }))),
    );
    return (await Promise.all(asks)).filter((answer) => answer.granted).length;
  };
  expect([await granted("edit", true), await granted("edit", false)]).toEqual([5, 5]);
});

test("a conversation stands in line once, for its most urgent call", () => {
  const waiters = CALLS.map(([call, more]) => deliveryClaim(call, message("C1", more)).waiter);
  expect(new Set(waiters).size).toBe(1);
});

function message(id: string, more: { readonly progress: boolean; readonly replyTo?: string }) {
  return { conversation: { channel: "teams", workspace: "T1", id }, ...more };
}
