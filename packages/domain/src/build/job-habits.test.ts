import { describe, expect, it } from "vitest";
import { jobHabits, type BuildShape, type JobHabits } from "./job-habits.ts";

const sized = (...totals: readonly number[]): readonly BuildShape[] => totals.map((total) => ({ total }));

describe("jobHabits", () => {
  it.each<[string, readonly BuildShape[], JobHabits]>([
    ["nothing of no build", [], {}],
    ["nothing of one build", sized(50), {}],
    ["the lower of two totals", sized(60, 50), { usualTotal: 50 }],
    ["the middle of three totals", sized(1, 50, 48), { usualTotal: 48 }],
    [
      "no total of builds longer ago than the last ten",
      sized(...Array.from({ length: 10 }, () => 7), 90, 90, 90),
      { usualTotal: 7 },
    ],
    [
      "the longest wait for a retry",
      [{ total: 5, retriedWithinMs: 10 }, { total: 5 }, { total: 5, retriedWithinMs: 30 }],
      { usualTotal: 5, retriesWithinMs: 30 },
    ],
    ["a retry at once", [{ total: 5, retriedWithinMs: 0 }], { retriesWithinMs: 0 }],
    [
      "no retry longer ago than the last ten",
      [...sized(...Array.from({ length: 10 }, () => 7)), { total: 7, retriedWithinMs: 9 }],
      { usualTotal: 7 },
    ],
  ])("tells %s", (_what, builds, habits) => {
    expect(jobHabits(builds)).toEqual(habits);
  });
});
