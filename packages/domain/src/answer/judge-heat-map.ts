import type { HeatMap } from "./heat-map.ts";

const FEWEST_CELLS = 5;

/** Whether a heat map tells more than a few words would, or why not. */
export type HeatMapWorth =
  | { readonly tells: true }
  | { readonly tells: false; readonly reason: "one-test" | "one-column" | "few-cells" | "nothing-to-compare" };

/**
 * A heat map is worth showing where at least two tests meet at least two columns in five cells or more that ran, and one
 * of the tests ran in several of the columns. Where each ran in one alone, such as that of its owner, there is nothing to
 * compare.
 */
export function judgeHeatMap({ columns, rows }: HeatMap): HeatMapWorth {
  if (rows.length < 2) return { tells: false, reason: "one-test" };
  if (columns.length < 2) return { tells: false, reason: "one-column" };
  const ran = rows.map(({ cells }) => cells.filter(({ total }) => total > 0).length);
  if (ran.every((count) => count < 2)) return { tells: false, reason: "nothing-to-compare" };
  const all = ran.reduce((sum, count) => sum + count, 0);
  return all < FEWEST_CELLS ? { tells: false, reason: "few-cells" } : { tells: true };
}
