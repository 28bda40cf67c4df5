import type { StatusCounts } from "@perfecto-bot/domain";
import type { Cell, Column } from "../terminal/table.ts";
import { countCell } from "./cells.ts";

/** Columns for how many of each status. */
export const COUNT_COLUMNS: readonly Column[] = [
  { title: "Total", align: "right" },
  { title: "Failed", align: "right" },
  { title: "Blocked", align: "right", leaveOut: 3 },
  { title: "Passed", align: "right", leaveOut: 2 },
  { title: "Unknown", align: "right", leaveOut: 7 },
];

/** The cells under {@link COUNT_COLUMNS}. */
export function countCells({ total, failed, blocked, passed, unknown }: StatusCounts): readonly Cell[] {
  const tinted = (count: number, tone: "bad" | "blocked"): Cell => ({
    ...countCell(count, true),
    ...(count > 0 ? { tone } : {}),
  });
  return [
    countCell(total),
    tinted(failed, "bad"),
    tinted(blocked, "blocked"),
    countCell(passed, true),
    countCell(unknown, true),
  ];
}
