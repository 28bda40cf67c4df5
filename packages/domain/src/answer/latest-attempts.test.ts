import { describe, expect, it } from "vitest";
import type { Execution, ExecutionStatus } from "../execution.ts";
import { anExecution } from "../testing/an-execution.ts";
import { latestAttempts } from "./latest-attempts.ts";

type Spell = readonly [ExecutionStatus, startedAtMs?: number, endedAtMs?: number];

function ran([status, startedAtMs, endedAtMs]: Spell, index: number): Execution {
  const { startedAtMs: _, endedAtMs: __, ...rest } = anExecution({ id: `e${index}`, status });
  return {
    ...rest,
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
  };
}

describe("latestAttempts", () => {
  it.each<[string, readonly Spell[], ExecutionStatus, boolean]>([
    ["the only one", [["BLOCKED", 1, 2]], "BLOCKED", false],
    [
      "the pass after a failure, which is flaky",
      [
        ["FAILED", 1, 2],
        ["PASSED", 3, 4],
      ],
      "PASSED",
      true,
    ],
    [
      "the failure after a pass",
      [
        ["PASSED", 1, 2],
        ["FAILED", 3, 4],
      ],
      "FAILED",
      false,
    ],
    [
      "the pass after a block, which is not flaky",
      [
        ["BLOCKED", 1, 2],
        ["PASSED", 3, 4],
      ],
      "PASSED",
      false,
    ],
    [
      "the failure after a failure",
      [
        ["FAILED", 1, 2],
        ["FAILED", 3, 4],
      ],
      "FAILED",
      false,
    ],
    [
      "the third of three",
      [
        ["FAILED", 1, 2],
        ["BLOCKED", 3, 4],
        ["PASSED", 5, 6],
      ],
      "PASSED",
      true,
    ],
    [
      "the verdict before an unknown",
      [
        ["FAILED", 1, 2],
        ["UNKNOWN", 3, 4],
      ],
      "FAILED",
      false,
    ],
    [
      "unknown where nothing else is",
      [
        ["UNKNOWN", 1, 2],
        ["UNKNOWN", 3, 4],
      ],
      "UNKNOWN",
      false,
    ],
    [
      "the worst of those at the same time",
      [
        ["FAILED", 1, 9],
        ["PASSED", 2, 8],
      ],
      "FAILED",
      false,
    ],
    [
      "the worst of those that began together",
      [
        ["FAILED", 1],
        ["PASSED", 1],
      ],
      "FAILED",
      false,
    ],
    [
      "the worst after a failure",
      [
        ["FAILED", 1, 2],
        ["PASSED", 3, 9],
        ["BLOCKED", 4, 8],
      ],
      "BLOCKED",
      false,
    ],
    [
      "the later start where ends are unknown",
      [
        ["FAILED", 1],
        ["PASSED", 2],
      ],
      "PASSED",
      true,
    ],
    ["the one with times after those without", [["PASSED", 1, 2], ["FAILED"]], "PASSED", true],
    [
      "the later one where an end is before its start",
      [
        ["FAILED", 5, 1],
        ["PASSED", 6, 7],
      ],
      "PASSED",
      true,
    ],
  ])("counts %s", (_what, spells, status, flaky) => {
    const executions = spells.map(ran);
    for (const arrived of [executions, executions.toReversed()]) {
      expect(latestAttempts(arrived)).toMatchObject([{ latest: { status }, flaky }]);
    }
  });

  it("joins by test and by the line of all platforms, attempts in order of start", () => {
    const [first, second] = [ran(["FAILED", 1, 2], 1), ran(["PASSED", 3, 4], 2)];
    const elsewhere = anExecution({ id: "x", platforms: [{ kind: "browser", browser: "Chrome" }] });
    const other = anExecution({ id: "y", name: "Pay" });
    expect(latestAttempts([second, elsewhere, first, other])).toEqual([
      {
        test: "Login works",
        platform: "Apple iPhone 15 · iOS 17.4",
        attempts: [first, second],
        latest: second,
        flaky: true,
      },
      { test: "Login works", platform: "Chrome", attempts: [elsewhere], latest: elsewhere, flaky: false },
      { test: "Pay", platform: "Apple iPhone 15 · iOS 17.4", attempts: [other], latest: other, flaky: false },
    ]);
  });
});
