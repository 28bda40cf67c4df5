import { plainLine, text } from "@perfecto-bot/cards";
import type { Block, Line } from "@perfecto-bot/cards";
import type { CardElement } from "./teams-content.ts";
import { drawColumns } from "./draw-columns.ts";
import { drawLine } from "./draw-line.ts";
import type { MentionBook } from "./mention-book.ts";

type Table = Extract<Block, { readonly kind: "table" }>;

/** Characters: wider tables would wrap on a phone and lose their columns; then each row is lines of its own. */
const MAX_ALIGNED_WIDTH = 40;
/** A narrower column would break its words. */
const MIN_WIDTH = 4;

/**
 * A table that reads on a phone: in columns where it is narrow, else each row with its first cell in bold and the
 * others named below it. A card's own table squeezes its columns there.
 * @see https://adaptivecards.io/explorer/ColumnSet.html
 */
export function drawTable({ columns, rows }: Table, book: MentionBook): CardElement[] {
  const widths = columns.map((column, at) =>
    Math.max(MIN_WIDTH, column.length, ...rows.map((row) => plainLine(row[at] ?? []).length)),
  );
  const isNarrow = widths.reduce((sum, each) => sum + each, 0) <= MAX_ALIGNED_WIDTH;
  return isNarrow ? drawAligned(columns, rows, widths, book) : drawStacked(columns, rows, book);
}

function drawAligned(
  columns: readonly string[],
  rows: readonly (readonly Line[])[],
  widths: readonly number[],
  book: MentionBook,
): CardElement[] {
  const row = (cells: readonly Line[], emphasis: boolean): CardElement =>
    drawColumns(
      widths.map((width, at) => ({
        width,
        items: drawLine(cells[at] ?? [], book, { emphasis }),
      })),
    );
  const heading = columns.some((column) => column !== "")
    ? [
        row(
          columns.map((column) => [text(column)]),
          true,
        ),
      ]
    : [];
  return [{ type: "Container", items: [...heading, ...rows.map((cells) => row(cells, false))] }];
}

function drawStacked(columns: readonly string[], rows: readonly (readonly Line[])[], book: MentionBook): CardElement[] {
  return rows.flatMap((cells): CardElement[] => {
    const rest = columns.flatMap((column, at): Line => {
      const cell = cells[at] ?? [];
      if (at === 0 || plainLine(cell).trim() === "") return [];
      return [text(column === "" ? "" : `${column}: `), ...cell, text(" · ")];
    });
    const [first, ...below] = [
      ...drawLine(cells[0] ?? [], book, { emphasis: true }),
      ...drawLine(rest.slice(0, -1), book, { subtle: true }),
    ];
    if (first === undefined) return [];
    return [first, ...below.map((each): CardElement => ({ ...each, spacing: "None" }))];
  });
}
