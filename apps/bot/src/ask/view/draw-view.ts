import { drawTable } from "../terminal/draw-table.ts";
import { linked, paint } from "../terminal/paint.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { sayCount } from "./say-numbers.ts";
import type { View, ViewLine, ViewTable } from "./view.ts";

/** How a view is drawn. */
export interface ViewLooks extends Pick<Terminal, "columns" | "isDecorated"> {
  readonly withLinks: boolean;
  /** Rows of the main table at most. What is left out is counted below it. */
  readonly limit: number;
}

/** A view as text that ends with a line end. */
export function drawView({ parts }: View, looks: ViewLooks): string {
  const lines = parts.flatMap((part) => (part.kind === "line" ? [drawLine(part, looks)] : drawPart(part, looks)));
  return lines.map((text) => `${text}\n`).join("");
}

function drawPart({ table, limited }: ViewTable, looks: ViewLooks): readonly string[] {
  const rows = limited ? table.rows.slice(0, looks.limit) : table.rows;
  const hidden = table.rows.length - rows.length;
  const drawn = drawTable({ ...table, rows }, looks);
  if (hidden === 0) return drawn;
  const more = `… and ${sayCount(hidden, "more row")}: --limit ${table.rows.length} shows all, --csv and --json have them`;
  return [...drawn, looks.isDecorated ? paint(more, "dim") : more];
}

function drawLine({ text, tone, url }: ViewLine, { isDecorated }: ViewLooks): string {
  if (!isDecorated || text === "") return text;
  const toned = tone === undefined ? text : paint(text, tone);
  return url === undefined ? toned : linked(toned, url);
}
