import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testResults } from "../build/test-results.ts";
import type { Execution, ExecutionStatus } from "../execution.ts";
import { arbitraryExecution } from "../testing/arbitrary-answers.ts";
import { anExecution, NINE } from "../testing/an-execution.ts";
import { compareBuilds, type ComparisonKind } from "./compare-builds.ts";

const KINDS: readonly ComparisonKind[] = [
  "newlyFailing",
  "fixed",
  "stillFailing",
  "stillPassing",
  "missing",
  "added",
  "undecided",
];
const ran = (name: string, status: ExecutionStatus, model = "Pixel 8"): Execution =>
  anExecution({ id: `${name} ${status} ${model}`, name, status, platforms: [{ kind: "device", model }] });
const retried = (name: string): readonly Execution[] => [
  anExecution({ id: "1", name, status: "FAILED", startedAtMs: NINE, endedAtMs: NINE + 1 }),
  anExecution({ id: "2", name, status: "PASSED", startedAtMs: NINE + 2, endedAtMs: NINE + 3 }),
];

describe("compareBuilds", () => {
  it.each<[ExecutionStatus | undefined, ExecutionStatus | undefined, ComparisonKind, string]>([
    ["PASSED", "FAILED", "newlyFailing", "was PASSED, is FAILED"],
    ["PASSED", "BLOCKED", "newlyFailing", "was PASSED, is BLOCKED"],
    ["FAILED", "PASSED", "fixed", "was FAILED, is PASSED"],
    ["BLOCKED", "PASSED", "fixed", "was BLOCKED, is PASSED"],
    ["FAILED", "FAILED", "stillFailing", "was FAILED, is FAILED"],
    ["FAILED", "BLOCKED", "stillFailing", "was FAILED, is BLOCKED"],
    ["BLOCKED", "FAILED", "stillFailing", "was BLOCKED, is FAILED"],
    ["PASSED", "PASSED", "stillPassing", "was PASSED, is PASSED"],
    ["FAILED", undefined, "missing", "was FAILED, did not run now"],
    ["UNKNOWN", undefined, "missing", "was UNKNOWN, did not run now"],
    [undefined, "FAILED", "added", "did not run before, is FAILED"],
    ["UNKNOWN", "FAILED", "undecided", "was UNKNOWN, is FAILED"],
    ["PASSED", "UNKNOWN", "undecided", "was PASSED, is UNKNOWN"],
  ])("from %s to %s is %s", (before, after, kind, reason) => {
    const base = before === undefined ? [] : [ran("Login", before)];
    const other = after === undefined ? [] : [ran("Login", after)];
    const comparison = compareBuilds(base, other);
    expect(comparison[kind]).toEqual([
      {
        kind,
        test: "Login",
        platform: "Pixel 8",
        ...(base[0] ? { base: base[0] } : {}),
        ...(other[0] ? { other: other[0] } : {}),
        reason,
        flakyIn: [],
      },
    ]);
    expect(KINDS.filter((one) => comparison[one].length > 0)).toEqual([kind]);
  });

  it("counts a test that failed and then passed as passed, and lists it apart", () => {
    const { stillPassing, fixed, flaky } = compareBuilds(
      [ran("Login", "PASSED"), ...retried("Pay")],
      [ran("Login", "PASSED"), ...retried("Pay")],
    );
    expect(fixed).toEqual([]);
    expect(stillPassing.map(({ test }) => test)).toEqual(["Login", "Pay"]);
    expect(flaky).toEqual([stillPassing[1]]);
    expect(flaky).toMatchObject([
      { flakyIn: ["base", "other"], reason: "was PASSED in run 2 of 2, is PASSED in run 2 of 2" },
    ]);
  });

  it("compares each platform of a test by itself", () => {
    const base = [ran("Login", "PASSED", "A"), ran("Login", "PASSED", "B")];
    const comparison = compareBuilds(base, [ran("Login", "FAILED", "B"), ran("Login", "FAILED", "C")]);
    expect(KINDS.map((kind) => [kind, comparison[kind].map(({ platform }) => platform)])).toEqual([
      ["newlyFailing", ["B"]],
      ["fixed", []],
      ["stillFailing", []],
      ["stillPassing", []],
      ["missing", ["A"]],
      ["added", ["C"]],
      ["undecided", []],
    ]);
  });

  it("counts FAILED apart from BLOCKED: in base what is fixed or missing, else in the other build", () => {
    const { counts, totals } = compareBuilds(
      [ran("a", "BLOCKED"), ran("b", "FAILED"), ran("c", "FAILED"), ran("d", "PASSED")],
      [ran("a", "PASSED"), ran("c", "BLOCKED"), ran("d", "FAILED")],
    );
    const none = { total: 0, passed: 0, failed: 0, blocked: 0, unknown: 0 };
    expect(counts).toEqual({
      newlyFailing: { ...none, total: 1, failed: 1 },
      fixed: { ...none, total: 1, blocked: 1 },
      stillFailing: { ...none, total: 1, blocked: 1 },
      stillPassing: none,
      missing: { ...none, total: 1, failed: 1 },
      added: none,
      undecided: none,
    });
    expect(totals).toEqual({
      base: { total: 4, passed: 1, failed: 2, blocked: 1, unknown: 0 },
      other: { total: 3, passed: 1, failed: 1, blocked: 1, unknown: 0 },
    });
  });

  it("lists FAILED before BLOCKED before the rest, then test and platform in natural order", () => {
    const other = [
      ran("t 10", "FAILED", "A"),
      ran("t 9", "FAILED", "B"),
      ran("t 9", "FAILED", "A"),
      ran("t 2", "BLOCKED"),
      ran("t 1", "PASSED"),
    ];
    expect(compareBuilds([], other).added.map(({ test, platform }) => `${test} ${platform}`)).toEqual([
      "t 9 A",
      "t 9 B",
      "t 10 A",
      "t 2 Pixel 8",
      "t 1 Pixel 8",
    ]);
  });

  it("gives every test and platform exactly one kind, whatever the order of arrival", () => {
    const build = fc.uniqueArray(arbitraryExecution, { selector: ({ id }) => id, maxLength: 6 });
    fc.assert(
      fc.property(build, build, (base, other) => {
        const comparison = compareBuilds(base, other);
        expect(compareBuilds(base.toReversed(), other.toReversed())).toEqual(comparison);
        const rows = KINDS.flatMap((kind) => comparison[kind].map((row) => ({ row, kind })));
        expect(rows.every(({ row, kind }) => row.kind === kind)).toBe(true);
        const listed = rows.map(({ row }) => JSON.stringify([row.test, row.platform]));
        const present = [...testResults(base), ...testResults(other)].map(({ test, platform }) =>
          JSON.stringify([test, platform]),
        );
        expect(listed.toSorted()).toEqual([...new Set(present)].toSorted());
        expect(KINDS.reduce((sum, kind) => sum + comparison.counts[kind].total, 0)).toBe(listed.length);
      }),
    );
  });

  it("swaps newly failing and fixed, missing and added, when the builds are swapped", () => {
    const build = fc.uniqueArray(arbitraryExecution, { selector: ({ id }) => id, maxLength: 6 });
    const names = (rows: readonly { readonly test: string }[]) => rows.map(({ test }) => test).toSorted();
    fc.assert(
      fc.property(build, build, (base, other) => {
        const [there, back] = [compareBuilds(base, other), compareBuilds(other, base)];
        expect(names(back.fixed)).toEqual(names(there.newlyFailing));
        expect(names(back.added)).toEqual(names(there.missing));
        expect(names(back.stillFailing)).toEqual(names(there.stillFailing));
      }),
    );
  });
});
