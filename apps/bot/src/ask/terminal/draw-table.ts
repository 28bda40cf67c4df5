import { fitColumns, GAP, type FittedColumn } from "./fit-columns.ts";
import { cutText, fitText } from "./fit-text.ts";
import { linked, paint } from "./paint.ts";
import { NONE, type Cell, type Row, type Table } from "./table.ts";
import type { Terminal } from "./terminal.ts";
import { textWidth } from "./text-width.ts";

/** How a table is drawn. */
export interface TableLooks extends Pick<Terminal, "columns" | "isDecorated"> {
  /** A line with its report's address under each row. Addresses are never cut. */
  readonly withLinks: boolean;
}

/** A table as lines that fit the terminal; long cells are cut with "…", and columns in which nothing stands are left out. */
export function drawTable({ columns, rows }: Table, looks: TableLooks): readonly string[] {
  const natural = columns.map(({ title }, index) => {
    const texts = rows.map(({ cells }) => cells[index]?.text ?? "");
    if (texts.every((text) => text === "" || text === NONE)) return 0;
    return texts.reduce((widest, text) => Math.max(widest, textWidth(text)), textWidth(title));
  });
  const fitted = fitColumns(columns, natural, looks.columns);
  const line = (cells: readonly Cell[]): string =>
    fitted
      .map((column, place) => draw(cells, column, place === fitted.length - 1))
      .join(" ".repeat(GAP))
      .trimEnd();

  function draw(cells: readonly Cell[], { index, width }: FittedColumn, isLast: boolean): string {
    const { text, end, tone, url } = cells[index] ?? { text: "" };
    const align = columns[index]?.align ?? "left";
    const cut = cutText(text, width, end);
    const padded = isLast && align === "left" ? cut : fitText(cut, width, align);
    if (!looks.isDecorated || cut === "") return padded;
    const toned = tone === undefined ? cut : paint(cut, tone);
    return padded.replace(cut, () => (url === undefined ? toned : linked(toned, url)));
  }

  function drawRow({ cells, url }: Row): readonly string[] {
    return looks.withLinks && url !== undefined ? [line(cells), `  ${url}`] : [line(cells)];
  }

  const head = columns.map(({ title }): Cell => ({ text: title.toUpperCase(), tone: "bold" }));
  return [line(head), ...rows.flatMap(drawRow)];
}
