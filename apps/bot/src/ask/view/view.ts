import type { Tone } from "../terminal/paint.ts";
import type { Table } from "../terminal/table.ts";

/** A line of text, without control characters; an empty one is a gap. */
export interface ViewLine {
  readonly kind: "line";
  readonly text: string;
  readonly tone?: Tone;
  readonly url?: string;
}

/** A table. Only `limited` ones obey `--limit`. */
export interface ViewTable {
  readonly kind: "table";
  readonly table: Table;
  readonly limited: boolean;
}

/** An answer for people: lines and tables from top to bottom. */
export interface View {
  readonly parts: readonly (ViewLine | ViewTable)[];
}

/** A line of a view. */
export function line(text: string, looks: Omit<ViewLine, "kind" | "text"> = {}): ViewLine {
  return { kind: "line", text, ...looks };
}

/** A gap between parts. */
export const GAP_LINE: ViewLine = { kind: "line", text: "" };

/** The table an answer is about. */
export function mainTable(table: Table): ViewTable {
  return { kind: "table", table, limited: true };
}

/** A table beside it. */
export function sideTable(table: Table): ViewTable {
  return { kind: "table", table, limited: false };
}
