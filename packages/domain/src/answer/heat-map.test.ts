import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Execution, type ExecutionStatus, wentWrong } from "../execution.ts";
import { arbitraryExecution } from "../testing/arbitrary-answers.ts";
import { anExecution } from "../testing/an-execution.ts";
import { FILTER_KEYS, type FilterKey } from "../filter.ts";
import { filterValues } from "../filter-values.ts";
import { heatMap } from "./heat-map.ts";

const ran = (name: string, model: string, status: ExecutionStatus): Execution =>
  anExecution({ name, status, platforms: [{ kind: "device", model }] });

describe("heatMap", () => {
  it("crosses the tests that went wrong with the values of a key", () => {
    const map = heatMap(
      [
        ran("Login", "B", "FAILED"),
        ran("Login", "B", "PASSED"),
        ran("Login", "A", "BLOCKED"),
        ran("Pay", "B", "FAILED"),
        ran("Pay", "B", "FAILED"),
        ran("Pay", "B", "FAILED"),
        ran("Login", "C", "PASSED"),
        ran("Search", "D", "PASSED"),
      ],
      "platform",
    );
    expect(map).toEqual({
      key: "platform",
      columns: ["B", "A", "C"],
      rows: [
        {
          test: "Pay",
          cells: [
            { failed: 3, blocked: 0, total: 3 },
            { failed: 0, blocked: 0, total: 0 },
            { failed: 0, blocked: 0, total: 0 },
          ],
        },
        {
          test: "Login",
          cells: [
            { failed: 1, blocked: 0, total: 2 },
            { failed: 0, blocked: 1, total: 1 },
            { failed: 0, blocked: 0, total: 1 },
          ],
        },
      ],
      leftOut: { tests: 0, columns: 0, wrong: 0 },
    });
  });

  it("is empty where nothing went wrong", () => {
    expect(heatMap([ran("Login", "A", "PASSED"), ran("Pay", "A", "UNKNOWN")], "model")).toEqual({
      key: "model",
      columns: [],
      rows: [],
      leftOut: { tests: 0, columns: 0, wrong: 0 },
    });
  });

  it("shows 20 tests and 12 columns at most, the worst, and says what it leaves out", () => {
    const executions = Array.from({ length: 25 }, (_, test) =>
      Array.from({ length: 15 }, (__, device) =>
        ran(`t ${test}`, `d ${device}`, test + device <= 30 ? "FAILED" : "PASSED"),
      ),
    ).flat();
    const { columns, rows, leftOut } = heatMap(executions, "platform");
    expect(columns).toEqual(Array.from({ length: 12 }, (_, device) => `d ${device}`));
    expect(rows.map(({ test }) => test)).toEqual(Array.from({ length: 20 }, (_, test) => `t ${test}`));
    expect(rows.every(({ cells }) => cells.length === 12)).toBe(true);
    expect(leftOut).toEqual({ tests: 5, columns: 3, wrong: 99 });
  });

  it.each<[FilterKey, readonly (string | undefined)[], readonly (readonly number[])[]]>([
    // An execution with two tags counts in both.
    [
      "tag",
      ["smoke", "ios", undefined],
      [
        [2, 1, 0],
        [0, 0, 1],
      ],
    ],
    // Of what has no owner nothing went wrong.
    [
      "owner",
      ["ana", "bo"],
      [
        [2, 0],
        [0, 1],
      ],
    ],
    ["os", ["iOS 17.4"], [[2], [1]]],
    [
      "status",
      ["FAILED", "PASSED"],
      [
        [2, 0],
        [1, 0],
      ],
    ],
  ])("counts by %s", (key, columns, failed) => {
    const executions = [
      anExecution({ name: "Pay", status: "FAILED", tags: ["smoke", "ios"], owner: "ana" }),
      anExecution({ name: "Pay", status: "FAILED", tags: ["smoke"], owner: "ana" }),
      anExecution({ name: "Pay", status: "PASSED", tags: ["smoke"] }),
      anExecution({ name: "Login", status: "FAILED", tags: [], owner: "bo" }),
    ].map((each) => ({ ...each, platforms: [{ kind: "device", os: "iOS", osVersion: "17.4" } as const] }));
    const map = heatMap(executions, key);
    expect(map.columns).toEqual(columns);
    expect(map.rows.map(({ cells }) => cells.map((cell) => cell.failed))).toEqual(failed);
  });

  it("shows or leaves out every failure", () => {
    const several = fc.array(arbitraryExecution, { maxLength: 15 });
    fc.assert(
      fc.property(
        several,
        fc.constantFrom(...FILTER_KEYS),
        fc.nat(4),
        fc.nat(4),
        (executions, key, maxTests, maxColumns) => {
          const map = heatMap(executions, key, { maxTests, maxColumns });
          const wrong = executions.filter(wentWrong);
          const tests = new Map(map.rows.map(({ test }, at) => [test, at]));
          const isShown = (execution: Execution): boolean => {
            const labels = filterValues(key, execution).map(({ label }) => label);
            const known = labels.filter((label) => label !== undefined);
            const under = known.length > 0 ? known : [undefined];
            return tests.has(execution.name) && under.some((label) => map.columns.includes(label));
          };
          expect(map.leftOut.wrong).toBe(wrong.filter((each) => !isShown(each)).length);
          expect(map.rows.length + map.leftOut.tests).toBe(new Set(wrong.map(({ name }) => name)).size);
          expect(map.rows.every(({ cells }) => cells.length === map.columns.length)).toBe(true);
          expect(map.rows.length).toBeLessThanOrEqual(maxTests);
          expect(map.columns.length).toBeLessThanOrEqual(maxColumns);
          expect(heatMap(executions.toReversed(), key, { maxTests, maxColumns })).toEqual(map);
        },
      ),
    );
  });
});
