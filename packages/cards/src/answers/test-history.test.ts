import { expect, it } from "vitest";
import { runsOf } from "../testing/answers/a-lab-history.ts";
import { historyWords } from "./test-history.ts";

it.each([
  ["", undefined],
  ["+", "✓ passed"],
  ["-", "✗ 1 of 1 failed"],
  ["++", "✓✓ all 2 passed (oldest first)"],
  ["++-+", "✓✓✗✓ 1 of 4 failed, first failed in #44 (oldest first)"],
  ["++--", "✓✓✗✗ 2 of 4 failed, first failed in #44 (oldest first)"],
  ["-+--", "✗✓✗✗ 3 of 4 failed, first failed in #42, failing since #44 (oldest first)"],
  ["b+?", "⊘✓? 1 of 3 could not run, first could not run in #43 (oldest first)"],
  ["-+++++++++++++++++++++", "✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓ all 20 passed (oldest first)"],
])("%s, oldest first, reads %s", (results, words) => {
  expect(historyWords(runsOf("Pay", results, 45).toReversed())).toBe(words);
});

it("tells builds of one number apart by their times", () => {
  const runs = runsOf("Pay", "+++--", 45).map((run) => ({ ...run, job: { name: "My Job", number: 1 } }));
  expect(historyWords(runs.toReversed())).toBe(
    "✓✓✓✗✗ 2 of 5 failed, first failed in #1 of 2026-11-18 09:00 UTC (oldest first)",
  );
});
