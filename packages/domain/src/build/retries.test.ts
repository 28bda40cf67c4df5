import { describe, expect, it } from "vitest";
import type { RecordedExecution } from "../build-picture.ts";
import type { ExecutionStatus } from "../execution.ts";
import { aPicture } from "../testing/a-picture.ts";
import { anExecution } from "../testing/an-execution.ts";
import { recordedResults, type RecordedResult } from "./recorded-results.ts";
import { confirmsAtMs, retriedWithinMs } from "./retries.ts";

type Seen = readonly [
  ExecutionStatus,
  startedAtMs: number,
  endedAtMs: number | undefined,
  firstSeenAtMs: number,
  name?: string,
];

const [F, P, B, U] = ["FAILED", "PASSED", "BLOCKED", "UNKNOWN"] as const;

function resultsOf(all: readonly Seen[]): readonly RecordedResult[] {
  const records = all.map(([status, startedAtMs, endedAtMs, firstSeenAtMs, name = "Pay"], index): RecordedExecution => {
    const { endedAtMs: _, ...rest } = anExecution({ id: `e${index}`, name, status, startedAtMs });
    const execution = { ...rest, ...(endedAtMs === undefined ? {} : { endedAtMs }) };
    return { execution, firstSeenAtMs, answeredAtMs: firstSeenAtMs };
  });
  return recordedResults(aPicture(records));
}

describe("retriedWithinMs", () => {
  it.each<[string, readonly Seen[], number | undefined]>([
    ["nothing", [], undefined],
    ["one failure", [[F, 10, 20, 25]], undefined],
    [
      "a failure and its retry, from sight to sight",
      [
        [F, 10, 20, 25],
        [P, 22, 30, 36],
      ],
      11,
    ],
    [
      "the longest of several",
      [
        [F, 10, 20, 25],
        [F, 22, 30, 35],
        [P, 40, 50, 75],
      ],
      40,
    ],
    [
      "the longest of several tests",
      [
        [F, 10, 20, 25],
        [P, 22, 30, 35],
        [F, 10, 20, 25, "Login"],
        [P, 22, 30, 65, "Login"],
      ],
      40,
    ],
    [
      "a retry that one answer brought with its failure",
      [
        [F, 10, 20, 25],
        [P, 22, 30, 25],
      ],
      0,
    ],
    [
      "no retry of a pass",
      [
        [P, 10, 20, 25],
        [P, 22, 30, 35],
      ],
      undefined,
    ],
    [
      "no retry of a block",
      [
        [B, 10, 20, 25],
        [P, 22, 30, 35],
      ],
      undefined,
    ],
    [
      "none at the same time on another device",
      [
        [F, 10, 20, 25],
        [P, 12, 30, 35],
      ],
      undefined,
    ],
    [
      "none that began together, without an end",
      [
        [F, 10, undefined, 25],
        [P, 10, 30, 35],
      ],
      undefined,
    ],
    [
      "the retry after one at the same time",
      [
        [F, 10, 20, 25],
        [P, 12, 15, 26],
        [P, 22, 30, 35],
      ],
      10,
    ],
    [
      "none that began before the attempt",
      [
        [F, 3, 4, 5],
        [P, 22, 30, 35],
      ],
      undefined,
    ],
  ])("is told by %s", (_what, seen, wanted) => {
    expect(retriedWithinMs(resultsOf(seen), 5)).toBe(wanted);
  });
});

describe("confirmsAtMs", () => {
  it.each<[string, readonly Seen[], number | undefined]>([
    ["waits twice as long as retries took, and a quiet period", [[F, 10, 20, 1_000]], 1_000 + 2 * 30 + 500],
    [
      "counts from the sight of the latest",
      [
        [F, 10, 20, 1_000],
        [F, 30, 40, 2_000],
      ],
      2_000 + 2 * 30 + 500,
    ],
    [
      "is not known while a retry runs",
      [
        [F, 10, 20, 1_000],
        [U, 30, undefined, 1_100],
      ],
      undefined,
    ],
  ])("%s", (_what, seen, wanted) => {
    expect(resultsOf(seen).map((result) => confirmsAtMs(result, 30, 500))).toEqual([wanted]);
  });
});
