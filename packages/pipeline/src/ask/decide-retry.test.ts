import { describe, expect, it } from "vitest";
import { decideRetry, type RetryDecision } from "./decide-retry.ts";

describe("decideRetry", () => {
  it.each<[string, Parameters<typeof decideRetry>, RetryDecision]>([
    ["at once the first time, nearly", [0, 10], { again: true, waitMs: 500 }],
    ["later the second time", [1, 600], { again: true, waitMs: 2_000 }],
    ["later still the third", [2, 2_700], { again: true, waitMs: 6_000 }],
    ["not a fourth time", [3, 9_000], { again: false, reason: "tried-enough" }],
    ["as late as the lab says", [0, 10, 20_000], { again: true, waitMs: 20_000 }],
    ["not where it says too late", [0, 10, 60_000], { again: false, reason: "no-time" }],
    ["not where hangs took the time", [2, 54_000], { again: false, reason: "no-time" }],
  ])("%s", (_what, args, wanted) => {
    expect(decideRetry(...args)).toEqual(wanted);
  });
});
