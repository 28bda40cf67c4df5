import { countStatuses, type ExecutionStatus } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { sayFailures, sayRuns } from "./executions-answer.ts";
import { sayOutcome, statusOfCounts } from "./say-statuses.ts";

const LETTERS: Readonly<Record<string, ExecutionStatus>> = { "+": "PASSED", "-": "FAILED", b: "BLOCKED" };
const countsOf = (results: string) =>
  countStatuses(results.split("").map((letter) => ({ status: LETTERS[letter] ?? "UNKNOWN" })));

describe("counts in words", () => {
  it.each([
    ["", "unknown", "no result", "Nothing failed", "No execution"],
    ["+", "passed", "passed", "Nothing failed in 1 execution", "1 execution: 1 passed"],
    ["+++", "passed", "all 3 passed", "Nothing failed in 3 executions", "All 3 executions passed"],
    ["-++", "failed", "1 of 3 failed", "1 failed in 3 executions", "3 executions: 2 passed, 1 failed"],
    [
      "-b+",
      "failed",
      "1 of 3 failed, 1 could not run",
      "1 failed, 1 could not run in 3 executions",
      "3 executions: 1 passed, 1 failed, 1 could not run",
    ],
    [
      "b+",
      "blocked",
      "1 of 2 could not run",
      "1 could not run in 2 executions",
      "2 executions: 1 passed, 1 could not run",
    ],
    ["--", "failed", "2 of 2 failed", "2 failed", "2 executions: 2 failed"],
    ["?", "unknown", "1 run without a verdict", "Nothing failed in 1 execution", "1 execution: 1 without a verdict"],
    [
      "+?",
      "unknown",
      "1 of 2 passed, 1 without a verdict",
      "Nothing failed in 2 executions",
      "2 executions: 1 passed, 1 without a verdict",
    ],
  ])("%s", (results, status, outcome, failures, runs) => {
    const counts = countsOf(results);
    expect({
      status: statusOfCounts(counts),
      outcome: sayOutcome(counts),
      failures: sayFailures(counts),
      runs: sayRuns(counts),
    }).toEqual({ status, outcome, failures, runs });
  });
});
