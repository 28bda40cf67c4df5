import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Execution, ExecutionStatus } from "../execution.ts";
import { arbitraryExecution } from "../testing/arbitrary-answers.ts";
import { anExecution, NINE } from "../testing/an-execution.ts";
import { passRates } from "./pass-rates.ts";

const inBuild = (number: number, status: ExecutionStatus, overrides: Partial<Execution> = {}): Execution =>
  anExecution({
    id: `${number} ${status}`,
    status,
    startedAtMs: NINE + number,
    job: { name: "Nightly", number },
    ...overrides,
  });
const tagged = (number: number, status: ExecutionStatus, ...tags: readonly string[]): Execution =>
  inBuild(number, status, { name: `${status} ${tags.join(" ")}`, tags });

describe("passRates", () => {
  it("puts builds in order of start, each from its first, with blocked and unknown apart", () => {
    const { builds, all } = passRates([
      inBuild(10, "PASSED", { name: "a" }),
      inBuild(9, "PASSED", { name: "a", startedAtMs: NINE + 50 }),
      inBuild(9, "FAILED", { name: "b", startedAtMs: NINE + 40 }),
      inBuild(10, "FAILED", { name: "b" }),
      inBuild(10, "PASSED", { name: "c" }),
      inBuild(10, "FAILED", { name: "d" }),
      inBuild(10, "BLOCKED", { name: "e" }),
      inBuild(10, "UNKNOWN", { name: "f" }),
    ]);
    const ref = { kind: "job", lab: "acme", job: "Nightly" };
    expect(builds).toEqual([
      {
        ref: { ...ref, number: 10, startedAtMs: NINE + 10 },
        number: 10,
        startMs: NINE + 10,
        total: 6,
        passed: 2,
        failed: 2,
        blocked: 1,
        unknown: 1,
        passRate: 0.5,
      },
      {
        ref: { ...ref, number: 9, startedAtMs: NINE + 40 },
        number: 9,
        startMs: NINE + 40,
        total: 2,
        passed: 1,
        failed: 1,
        blocked: 0,
        unknown: 0,
        passRate: 0.5,
      },
    ]);
    expect(all).toMatchObject({ total: 8, passRate: 0.5 });
  });

  it("counts the latest attempt of each test, an earlier build by its number or by its time", () => {
    const [hour, day] = [3_600_000, 86_400_000];
    const at = (id: string, startedAtMs: number, status: ExecutionStatus, number?: number): Execution =>
      anExecution({ id, status, startedAtMs, endedAtMs: startedAtMs, job: { name: "J", ...(number && { number }) } });
    const { builds } = passRates([
      at("1", NINE, "FAILED", 1),
      at("2", NINE + 1, "PASSED", 1),
      at("3", NINE + day, "FAILED", 1),
      at("4", NINE + 2 * hour, "FAILED"),
      at("5", NINE + 3 * hour, "PASSED"),
    ]);
    expect(builds.map(({ number, startMs, passed, failed }) => [number, startMs, passed, failed])).toEqual([
      [1, NINE, 1, 0],
      [undefined, NINE + 2 * hour, 0, 1],
      [undefined, NINE + 3 * hour, 1, 0],
      [1, NINE + day, 0, 1],
    ]);
    expect(builds.map(({ ref }) => ref.kind === "job" && ref.repeated === true)).toEqual([false, false, false, true]);
  });

  it("puts what has no times into the first build of its number", () => {
    const { startedAtMs: _, endedAtMs: __, ...untimed } = inBuild(1, "FAILED", { name: "Pay" });
    const { builds } = passRates([inBuild(1, "PASSED"), untimed, inBuild(2, "PASSED")]);
    expect(builds.map(({ number, total }) => [number, total])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it("tells branches apart, and builds without a number by their time", () => {
    const executions = [
      anExecution({ job: { name: "Nightly", number: 1, branch: "main" } }),
      anExecution({ job: { name: "Nightly", number: 1, branch: "dev" } }),
      anExecution({ job: { name: "Nightly" }, externalId: "s" }),
      anExecution({ job: { name: "Nightly" }, externalId: "t", name: "Pay" }),
    ];
    expect(passRates(executions).builds.map(({ number, branch, total }) => [number, branch, total])).toEqual([
      [1, "dev", 1],
      [1, "main", 1],
      [undefined, undefined, 2],
    ]);
  });

  it("has no rate where nothing was decided, and no start where none is known", () => {
    const { startedAtMs: _, ...withoutStart } = inBuild(1, "BLOCKED");
    const { builds } = passRates([withoutStart]);
    expect(builds).toHaveLength(1);
    expect(builds[0]).not.toHaveProperty("passRate");
    expect(builds[0]).not.toHaveProperty("startMs");
    expect(passRates([])).toEqual({
      builds: [],
      all: { total: 0, passed: 0, failed: 0, blocked: 0, unknown: 0 },
      series: [],
    });
  });

  it("splits into the values with most executions and the rest, points aligned with the builds", () => {
    const executions = [
      tagged(1, "PASSED", "a", "b"),
      tagged(2, "FAILED", "a"),
      tagged(2, "PASSED", "b", "c", "d"),
      tagged(2, "PASSED", "a"),
      tagged(3, "UNKNOWN"),
    ];
    const { series } = passRates(executions, { by: "tag", top: 2 });
    expect(
      series.map(({ kind, label, values, all, points }) => ({
        kind,
        label,
        values,
        total: all.total,
        points: points.map(({ total, passRate }) => [total, passRate]),
      })),
    ).toEqual([
      {
        kind: "value",
        label: "a",
        values: 1,
        total: 3,
        points: [
          [1, 1],
          [2, 0.5],
          [0, undefined],
        ],
      },
      {
        kind: "value",
        label: "b",
        values: 1,
        total: 2,
        points: [
          [1, 1],
          [1, 1],
          [0, undefined],
        ],
      },
      {
        kind: "rest",
        label: undefined,
        values: 3,
        total: 2,
        points: [
          [0, undefined],
          [1, 1],
          [1, undefined],
        ],
      },
    ]);
  });

  it("has no rest where every value has its series", () => {
    const executions = [tagged(1, "PASSED", "a"), tagged(1, "FAILED")];
    expect(passRates(executions, { by: "tag", top: 2 }).series.map(({ kind, label }) => [kind, label])).toEqual([
      ["value", "a"],
      ["value", undefined],
    ]);
  });

  it("adds up: builds to all, points to their series, and series by status to all", () => {
    const several = fc.array(arbitraryExecution, { maxLength: 15 });
    fc.assert(
      fc.property(several, fc.integer({ min: 0, max: 5 }), (executions, top) => {
        const { builds, all, series } = passRates(executions, { by: "status", top });
        const sum = (rates: readonly { readonly total: number }[]) => rates.reduce((one, { total }) => one + total, 0);
        expect(sum(builds)).toBe(all.total);
        expect(sum(series.map((one) => one.all))).toBe(all.total);
        for (const one of series) {
          expect(one.points).toHaveLength(builds.length);
          expect(sum(one.points)).toBe(one.all.total);
        }
      }),
    );
  });
});
