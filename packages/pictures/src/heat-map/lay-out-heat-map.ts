import type { HeatMapPicture } from "@perfecto-bot/cards";
import { PADDING_PX, SMALL_TEXT_PX, TEXT_PX } from "../look.ts";
import { elideMiddle } from "../text/elide-middle.ts";
import type { MeasureText } from "../text/measure-text.ts";
import { wrapText } from "../text/wrap-text.ts";
import { cellWords } from "./cell-words.ts";
import { layOutColumns } from "./lay-out-columns.ts";

/** Between the name of a row and its cells. */
export const LABEL_GAP_PX = 8;
/** For one line of a column's name. */
export const HEADER_LINE_PX = 19;
const HEADER_GAP_PX = 6;
const MOST_HEADER_LINES = 3;
/** Along the slanted text. */
const SLANTED_PX = 158;
/** Left free in a cell beside its number. */
const CELL_INSET_PX = 6;
const MOST_ROW_PX = 30;
const LEAST_ROW_PX = 20;
/** For all rows, as far as each still has its least. */
const ROWS_PX = 400;

/** Where everything goes, in pixels, with the words that fit there. */
export interface HeatMapLayout {
  readonly leftPx: number;
  readonly topPx: number;
  readonly cellPx: number;
  readonly rowPx: number;
  readonly slanted: boolean;
  /** The lines of each column's name. */
  readonly columns: readonly (readonly string[])[];
  readonly rows: readonly { readonly label: string; readonly words: readonly string[] }[];
  /** The cells tell failed of all. */
  readonly withTotals: boolean;
}

/** Lays out a heat map with at least one row and one column. */
export function layOutHeatMap({ columns, rows }: HeatMapPicture, measure: MeasureText): HeatMapLayout {
  const small = (text: string): number => measure(text, SMALL_TEXT_PX);
  const words = rows.map(({ cells }) => cells.map(cellWords));
  const { labelPx, cellPx, slanted } = layOutColumns(columns.length, {
    widestLabelPx: Math.ceil(Math.max(...rows.map(({ label }) => measure(label, TEXT_PX)))) + LABEL_GAP_PX,
    widestNumberPx: Math.max(...words.flat().map((options) => small(options.at(-1) ?? ""))) + CELL_INSET_PX,
  });
  const fitsCell = (text: string): boolean => small(text) <= cellPx - CELL_INSET_PX;
  const withTotals = words.flat().every(([full]) => fitsCell(full));
  const leftPx = PADDING_PX + labelPx;
  const headers = columns.map((name, index) =>
    slanted
      ? [slantedName(name, leftPx + (index + 0.5) * cellPx, small)]
      : wrapText(name, (line) => small(line) <= cellPx - 2 * HEADER_GAP_PX, MOST_HEADER_LINES),
  );
  return {
    leftPx,
    topPx: PADDING_PX + headerPx(headers, slanted, small),
    cellPx,
    rowPx: Math.max(LEAST_ROW_PX, Math.min(MOST_ROW_PX, 2 * Math.floor(ROWS_PX / rows.length / 2))),
    slanted,
    columns: headers,
    rows: rows.map(({ label }, index) => ({
      label: elideMiddle(label, (text) => measure(text, TEXT_PX) <= labelPx - LABEL_GAP_PX),
      words: (words[index] ?? []).map((options) => options.slice(withTotals ? 0 : -2).find(fitsCell) ?? "…"),
    })),
    withTotals,
  };
}

function slantedName(name: string, columnX: number, widthOf: (text: string) => number): string {
  const room = Math.min(SLANTED_PX, (columnX - PADDING_PX / 2) * Math.SQRT2 - HEADER_LINE_PX / 2);
  return elideMiddle(name, (text) => widthOf(text) <= room);
}

/** Even, as the cells below it are to cover whole pixels at each scale. */
function headerPx(
  headers: readonly (readonly string[])[],
  slanted: boolean,
  widthOf: (text: string) => number,
): number {
  const px = slanted
    ? Math.max(...headers.flat().map(widthOf)) / Math.SQRT2 + HEADER_LINE_PX
    : Math.max(...headers.map((lines) => lines.length)) * HEADER_LINE_PX + HEADER_GAP_PX;
  return 2 * Math.ceil(px / 2);
}
