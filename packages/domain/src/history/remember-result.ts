import type { TestOutcome, TestResult } from "../build/test-results.ts";
import { MOST_REMEMBERED, type PastOutcome, type PastResult, type TestHistory } from "./past-result.ts";

const REMEMBERED: Readonly<Record<TestOutcome, PastOutcome | undefined>> = {
  passed: "passed",
  flaky: "flaky",
  failed: "failed",
  blocked: "blocked",
  unknown: undefined,
  running: undefined,
};

/**
 * Adds what a test came to in a build, or replaces what was remembered of that build: builds that started at the same
 * time are the same. Telling it again changes nothing, and builds may be told in any order. What has no verdict is not
 * remembered, and takes back nothing that is.
 */
export function rememberResult(
  history: TestHistory | undefined,
  { key, test, platform, outcome }: Pick<TestResult, "key" | "test" | "platform" | "outcome">,
  build: Pick<PastResult, "startMs" | "label">,
): TestHistory {
  const known = history ?? { key, test, platform, results: [] };
  const remembered = REMEMBERED[outcome];
  if (remembered === undefined) return known;
  const { startMs, label } = build;
  const results = [...known.results.filter((one) => one.startMs !== startMs), { startMs, label, outcome: remembered }]
    .toSorted((a, b) => b.startMs - a.startMs)
    .slice(0, MOST_REMEMBERED);
  // The asked-for platform may be another device each time: the newest build says how it is shown.
  const isNewest = results[0]?.startMs === startMs;
  return { key, results, test: isNewest ? test : known.test, platform: isNewest ? platform : known.platform };
}
