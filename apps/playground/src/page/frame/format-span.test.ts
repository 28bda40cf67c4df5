import { expect, test } from "vitest";
import { formatSpan } from "./format-span.ts";

test.each([
  [0, "0.0 s"],
  [420, "0.4 s"],
  [9_949, "9.9 s"],
  [9_951, "10 s"],
  [59_400, "59 s"],
  [59_600, "1 min"],
  [200_000, "3 min 20 s"],
  [3_600_000, "1 h"],
  [7_500_000, "2 h 5 min"],
])("%d ms is %s", (ms, words) => {
  expect(formatSpan(ms)).toBe(words);
});
