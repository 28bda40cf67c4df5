import { expect, test } from "vitest";
import { learnTier, type HistoryCall, type HistoryTier } from "./history-tier.ts";

const NOW = 1_000_000;
const limited = (retryAfterMs: number): HistoryCall => ({ kind: "limited", retryAfterMs });
const page = (asked: number, got: number, hasMore: boolean): HistoryCall => ({ kind: "page", asked, got, hasMore });
const calls = (count: number, agoMs = 1_000) => Array.from({ length: count }, () => NOW - agoMs);

test.each<[string, HistoryTier, HistoryCall, readonly number[], HistoryTier]>([
  ["a long wait after one call", "usual", limited(60_000), calls(1), "low"],
  ["a long wait after many calls", "usual", limited(60_000), calls(20), "usual"],
  ["a long wait after many calls long ago", "usual", limited(60_000), calls(20, 120_000), "low"],
  ["a short wait", "usual", limited(1_000), calls(1), "usual"],
  ["a page that was cut to fifteen", "usual", page(200, 15, true), [], "low"],
  ["a page of fifteen of fifteen", "usual", page(15, 15, true), calls(1), "usual"],
  ["a short last page", "low", page(200, 15, false), calls(1), "low"],
  ["a longer page", "low", page(200, 60, true), [], "usual"],
  ["a third call within a minute", "low", page(15, 15, true), calls(2), "usual"],
  ["a call a minute later", "low", page(15, 15, true), calls(5, 61_000), "low"],
])("%s: %s becomes what it is", (_what, known, call, callsMs, learnt) => {
  expect(learnTier(known, call, callsMs, NOW)).toBe(learnt);
});
