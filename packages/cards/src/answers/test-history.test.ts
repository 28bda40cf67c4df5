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
  ["b+?", "⊘✓? 1 of 3 blocked, first blocked in #43 (oldest first)"],
  ["-+++++++++++++++++++++", "✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓ all 20 passed (oldest first)"],
])("%s, oldest first, reads %s", (results, words) => {
  expect(historyWords(runsOf("Pay", results, 45).toReversed())).toBe(words);
});
