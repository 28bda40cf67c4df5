import { countWrong, type HeatMap } from "@perfecto-bot/domain";
import type { Cell, Table } from "../terminal/table.ts";
import { textCell } from "./cells.ts";
import { grouped, sayCount } from "./say-numbers.ts";

/** Tests that went wrong and where, the worst first: in words what a chat shows as a picture. */
export function whereTable({ key, columns, rows }: HeatMap): Table {
  return {
    columns: [
      { title: "Test", least: 14 },
      { title: `Where (wrong/total by ${key})`, least: 12 },
    ],
    rows: rows.map(({ test, cells }) => {
      const wrong = cells
        .map((cell, at) => ({ cell, name: columns[at] ?? `(no ${key})` }))
        .filter(({ cell }) => countWrong(cell) > 0)
        .toSorted((a, b) => countWrong(b.cell) - countWrong(a.cell));
      const where = wrong.map(({ cell, name }) => `${name} ${grouped(countWrong(cell))}/${grouped(cell.total)}`);
      return { cells: [nameCell(test), textCell(where.join(", "))] };
    }),
  };
}

/** "Not among these: 12 more tests, 3 more values of platform."; undefined where all are. */
export function notAmongThese({ key, leftOut: { tests, columns } }: HeatMap): string | undefined {
  const parts = [
    ...(tests > 0 ? [sayCount(tests, "more test")] : []),
    ...(columns > 0 ? [`${sayCount(columns, "more value")} of ${key}`] : []),
  ];
  return parts.length === 0 ? undefined : `Not among these: ${parts.join(", ")}.`;
}

function nameCell(test: string): Cell {
  const cell = textCell(test);
  return cell.text === "" ? { text: "(unnamed)" } : cell;
}
