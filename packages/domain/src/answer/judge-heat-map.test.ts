import { describe, expect, it } from "vitest";
import type { HeatMap } from "./heat-map.ts";
import { judgeHeatMap } from "./judge-heat-map.ts";

/** A map from pictures of its rows: "x" failed, "+" passed, "." did not run. */
function mapOf(...rows: readonly string[]): HeatMap {
  return {
    key: "platform",
    columns: (rows[0] ?? "").split("").map((_, at) => `Device ${at + 1}`),
    rows: rows.map((row, at) => ({
      test: `Test ${at + 1}`,
      cells: row.split("").map((cell) => ({ failed: cell === "x" ? 1 : 0, blocked: 0, total: cell === "." ? 0 : 1 })),
    })),
    leftOut: { tests: 0, columns: 0, wrong: 0 },
  };
}

describe("a heat map", () => {
  it.each<[string, readonly string[], ReturnType<typeof judgeHeatMap>]>([
    ["of nothing", [], { tells: false, reason: "one-test" }],
    ["of one test", ["x+x+x"], { tells: false, reason: "one-test" }],
    ["of one column", ["x", "x", "x", "x", "x"], { tells: false, reason: "one-column" }],
    ["of two by two", ["x+", "+x"], { tells: false, reason: "few-cells" }],
    ["of many gaps", ["x+..", "..xx"], { tells: false, reason: "few-cells" }],
    [
      "of tests with a column each",
      ["x.....", ".x....", "..x...", "...x..", "....x.", ".....x"],
      {
        tells: false,
        reason: "nothing-to-compare",
      },
    ],
    ["of two by three", ["x+.", "+xx"], { tells: true }],
    ["of three by two", ["x+", "x+", ".x"], { tells: true }],
  ])("%s", (_, rows, worth) => {
    expect(judgeHeatMap(mapOf(...rows))).toEqual(worth);
  });
});
