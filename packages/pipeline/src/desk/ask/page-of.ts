/** A page of rows. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** How many stand behind it. */
  readonly behind: number;
  /** From 1. One that is asked for beyond the end is the last one. */
  readonly number: number;
  readonly of: number;
}

/** Cuts rows into pages and takes one. There is always a first page. */
export function pageOf<Row>(rows: readonly Row[], size: number, number: number): Page<Row> {
  const of = Math.max(1, Math.ceil(rows.length / size));
  const taken = Math.min(Math.max(1, Math.floor(number)), of);
  const shown = rows.slice((taken - 1) * size, taken * size);
  return { rows: shown, behind: Math.max(0, rows.length - taken * size), number: taken, of };
}
