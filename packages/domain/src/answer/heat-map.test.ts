import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Execution, type ExecutionStatus, wentWrong } from "../execution.ts";
import { arbitraryExecution } from "../testing/arbitrary-answers.ts";
import { anExecution } from "../testing/an-execution.ts";
import { heatMap } from "./heat-map.ts";

const ran = (name: string, model: string, status: ExecutionStatus): Execution =>
  anExecution({ name, status, platforms: [{ kind: "device", model }] });

describe("heatMap", () => {
  it("crosses the tests that went wrong with the platforms they ran on", () => {
    const map = heatMap([
      ran("Login", "B", "FAILED"),
      ran("Login", "B", "PASSED"),
      ran("Login", "A", "BLOCKED"),
      ran("Pay", "B", "FAILED"),
      ran("Pay", "B", "FAILED"),
      ran("Pay", "B", "FAILED"),
      ran("Login", "C", "PASSED"),
      ran("Search", "D", "PASSED"),
    ]);
    expect(map).toEqual({
      platforms: ["B", "A", "C"],
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
      leftOut: { tests: 0, platforms: 0, wrong: 0 },
    });
  });

  it("is empty where nothing went wrong", () => {
    expect(heatMap([ran("Login", "A", "PASSED"), ran("Pay", "A", "UNKNOWN")])).toEqual({
      platforms: [],
      rows: [],
      leftOut: { tests: 0, platforms: 0, wrong: 0 },
    });
  });

  it("shows 20 tests and 12 platforms at most, the worst, and says what it leaves out", () => {
    const executions = Array.from({ length: 25 }, (_, test) =>
      Array.from({ length: 15 }, (__, device) =>
        ran(`t ${test}`, `d ${device}`, test + device <= 30 ? "FAILED" : "PASSED"),
      ),
    ).flat();
    const { platforms, rows, leftOut } = heatMap(executions);
    expect(platforms).toEqual(Array.from({ length: 12 }, (_, device) => `d ${device}`));
    expect(rows.map(({ test }) => test)).toEqual(Array.from({ length: 20 }, (_, test) => `t ${test}`));
    expect(rows.every(({ cells }) => cells.length === 12)).toBe(true);
    expect(leftOut).toEqual({ tests: 5, platforms: 3, wrong: 99 });
  });

  it("shows or leaves out every failure", () => {
    const several = fc.array(arbitraryExecution, { maxLength: 15 });
    fc.assert(
      fc.property(several, fc.nat(4), fc.nat(4), (executions, maxTests, maxPlatforms) => {
        const map = heatMap(executions, { maxTests, maxPlatforms });
        const cells = map.rows.flatMap((row) => row.cells);
        const shown = cells.reduce((sum, { failed, blocked }) => sum + failed + blocked, 0);
        expect(shown + map.leftOut.wrong).toBe(executions.filter(wentWrong).length);
        expect(map.rows.length + map.leftOut.tests).toBe(
          new Set(executions.filter(wentWrong).map(({ name }) => name)).size,
        );
        expect(heatMap(executions.toReversed(), { maxTests, maxPlatforms })).toEqual(map);
      }),
    );
  });
});
