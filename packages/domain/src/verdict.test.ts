import { describe, expect, it } from "vitest";
import type { BuildPicture, RecordedExecution } from "./build-picture.ts";
import { recordedResults } from "./build/recorded-results.ts";
import { aPicture } from "./testing/a-picture.ts";
import { aProcessingExecution, aRecordedExecution } from "./testing/a-recorded-execution.ts";
import { anExecution, NINE } from "./testing/an-execution.ts";
import { verdictOf, type Verdict } from "./verdict.ts";
import type { ExecutionStatus } from "./execution.ts";

const final = { atMs: NINE, reason: "quiet" } as const;
const of = (...statuses: readonly ExecutionStatus[]): readonly RecordedExecution[] =>
  statuses.map((status, index) => aRecordedExecution({ id: `e${index}`, name: `Test ${index}`, status }));
const verdict = (recorded: readonly RecordedExecution[], overrides: Partial<BuildPicture> = {}): Verdict => {
  const picture = aPicture(recorded, overrides);
  return verdictOf(picture, recordedResults(picture));
};
const on = (id: string, model: string, status: ExecutionStatus) =>
  aRecordedExecution({ id, name: id, status, platforms: [{ kind: "device", model }] });
const from = (id: string, startedAtMs: number, endedAtMs: number) =>
  aRecordedExecution({ id, name: id, startedAtMs, endedAtMs });

describe("verdictOf", () => {
  it.each<[readonly ExecutionStatus[], Verdict["status"], Verdict["status"]]>([
    [[], "running", "unknown"],
    [["PASSED"], "running", "passed"],
    [["PASSED", "FAILED"], "failed", "failed"],
    [["PASSED", "BLOCKED"], "running", "blocked"],
    [["FAILED", "BLOCKED"], "failed", "failed"],
    [["PASSED", "UNKNOWN"], "running", "unknown"],
    [["UNKNOWN"], "running", "unknown"],
  ])("of %j is %s while open and %s when final", (statuses, open, closed) => {
    expect(verdict(of(...statuses)).status).toBe(open);
    expect(verdict(of(...statuses), { final }).status).toBe(closed);
  });

  it("counts by status, and while open only the failures that the lab still processes", () => {
    const settled = of("PASSED", "FAILED", "BLOCKED", "UNKNOWN");
    const recorded = [
      ...settled,
      aProcessingExecution({ id: "p", name: "p" }),
      aProcessingExecution({ id: "f", name: "f", status: "FAILED" }),
    ];
    const counts = { total: 6, passed: 2, failed: 2, blocked: 1, unknown: 1 };
    expect(verdict(recorded)).toMatchObject({ ...counts, processing: 1 });
    expect(verdict(recorded, { final })).toMatchObject({ ...counts, processing: 2 });
  });

  const attempt = (second: number, status: ExecutionStatus, endsAtSecond?: number): RecordedExecution => {
    const { endedAtMs: _, ...rest } = anExecution({ id: `a${second}`, name: "Pay", status });
    const startedAtMs = NINE + second * 1_000;
    return aRecordedExecution(
      {},
      {
        execution: {
          ...rest,
          startedAtMs,
          ...(endsAtSecond === undefined ? {} : { endedAtMs: NINE + endsAtSecond * 1_000 }),
        },
      },
    );
  };
  const none = { passed: 0, flaky: 0, failed: 0, blocked: 0, unknown: 0, running: 0 };
  it.each<[string, readonly RecordedExecution[], Partial<Verdict>, Partial<Verdict>, Verdict["status"]]>([
    ["a retry that passed", [attempt(0, "FAILED", 1), attempt(2, "PASSED", 3)], { flaky: 1 }, {}, "passed"],
    ["a retry that failed", [attempt(0, "FAILED", 1), attempt(2, "FAILED", 3)], { failed: 1 }, {}, "failed"],
    ["a retry after a block", [attempt(0, "BLOCKED", 1), attempt(2, "PASSED", 3)], { passed: 1 }, {}, "passed"],
    ["a retry that runs", [attempt(0, "FAILED", 1), attempt(2, "UNKNOWN")], { failed: 1, running: 1 }, {}, "failed"],
    ["a test that runs", [attempt(0, "UNKNOWN")], { running: 1 }, { unknown: 1 }, "unknown"],
    ["a test that ended without a verdict", [attempt(0, "UNKNOWN", 1)], { unknown: 1 }, {}, "unknown"],
  ])("counts %s once", (_what, recorded, open, closed, status) => {
    expect(verdict(recorded)).toMatchObject({ ...none, ...open, total: 1 });
    expect(verdict(recorded, { final })).toMatchObject({ ...none, ...open, ...closed, total: 1, status });
  });

  it("tells who never reported only when final, and never less than none", () => {
    const ci = { expected: 3 };
    expect(verdict(of("PASSED"), { ci }).neverReported).toBe(0);
    expect(verdict(of("PASSED"), { ci, final }).neverReported).toBe(2);
    expect(verdict(of("PASSED", "PASSED", "PASSED", "PASSED"), { ci, final }).neverReported).toBe(0);
    expect(verdict(of("PASSED"), { final }).neverReported).toBe(0);
  });

  it("orders platforms by what went wrong on them, then by name", () => {
    const recorded = [on("1", "C", "PASSED"), on("2", "B", "PASSED"), on("3", "A", "PASSED"), on("4", "C", "BLOCKED")];
    expect(verdict(recorded).platforms).toEqual([
      { label: "C", total: 2, wrong: 1 },
      { label: "A", total: 1, wrong: 0 },
      { label: "B", total: 1, wrong: 0 },
    ]);
    expect(verdict(recorded).only).toBeUndefined();
  });

  it("lasts from the first start to the last end", () => {
    expect(verdict([from("a", 50, 70), from("b", 20, 60)])).toMatchObject({ durationMs: 50, endedAtMs: 70 });
    expect(verdict([from("a", 90, 70)])).not.toHaveProperty("durationMs");
    expect(verdict([])).not.toHaveProperty("endedAtMs");
  });
});
