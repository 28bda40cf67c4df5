import type { Tone } from "./paint.ts";

/** What stands where there is nothing. A column of nothing else is left out. */
export const NONE = "–";

/** One column of a table. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Columns of the terminal it needs at least to be of use. Absent: all that its cells take. */
  readonly least?: number;
  /** In a terminal that is too narrow, those with the highest number are left out first. Absent: never. */
  readonly leaveOut?: number;
}

/** What stands in a column. One line without control characters. */
export interface Cell {
  readonly text: string;
  /** How the text ends where that must not be cut: "#45" of "Nightly Regression #45". */
  readonly end?: string;
  readonly tone?: Tone;
  /** Where it leads, on terminals that can. */
  readonly url?: string;
}

/** A row. */
export interface Row {
  readonly cells: readonly Cell[];
  /** The report it is about. */
  readonly url?: string;
}

/** Rows under columns; each row has a cell for each column. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}
