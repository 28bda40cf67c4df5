import type { Column } from "./table.ts";

/** Between two columns. */
export const GAP = 2;

/** A column that is shown, and how wide. */
export interface FittedColumn {
  /** Its place in the table. */
  readonly index: number;
  readonly width: number;
}

/**
 * Which columns are shown in a terminal, and how wide. What fits is as wide as its widest cell. Otherwise the widest
 * columns give way first, down to what they need at least; where that is not enough, columns are left out; and a
 * terminal that is narrower still squeezes all that are left.
 */
export function fitColumns(
  columns: readonly Column[],
  natural: readonly number[],
  available: number,
): readonly FittedColumn[] {
  const all = columns.map((column, index) => {
    const width = natural[index] ?? 0;
    return { index, width, least: Math.min(width, column.least ?? width), leaveOut: column.leaveOut ?? 0 };
  });
  let shown = all.filter(({ width }) => width > 0);
  while (shown.length > 1 && sum(shown.map(({ least }) => least)) + gaps(shown.length) > available) {
    const first = shown.reduce((a, b) => (b.leaveOut > a.leaveOut ? b : a));
    if (first.leaveOut === 0) break;
    shown = shown.filter((one) => one !== first);
  }
  const room = Math.max(shown.length, available - gaps(shown.length));
  const widths = shrink(shown, room);
  return shown.map(({ index }, place) => ({ index, width: widths[place] ?? 1 }));
}

/** The widest column gives way, one terminal column at a time; those that reached their least only when all have. */
function shrink(
  columns: readonly { readonly width: number; readonly least: number }[],
  room: number,
): readonly number[] {
  const widths = columns.map(({ width }) => width);
  for (let excess = sum(widths) - room; excess > 0; excess -= 1) {
    const yielding = widths.findIndex((width, index) => width > (columns[index]?.least ?? 0));
    const floors = columns.map(({ least }) => (yielding >= 0 ? least : 1));
    const spare = widths.map((width, index) => (width > (floors[index] ?? 1) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function gaps(count: number): number {
  return GAP * Math.max(0, count - 1);
}
