import type { IColumn, IColumnSet } from "@microsoft/teams.cards";
import type { CardElement } from "./teams-content.ts";

/** Width of a column: in pixels, as a share of what is left, or all that is left. */
export type ColumnWidth = `${number}px` | number | "stretch";

/**
 * Columns of one row; the second of two keeps its own left edge when it wraps, on a phone too.
 * @see https://adaptivecards.io/explorer/ColumnSet.html
 */
export function drawColumns(
  columns: readonly { readonly width: ColumnWidth; readonly items: readonly CardElement[] }[],
): IColumnSet {
  return {
    type: "ColumnSet",
    spacing: "Small",
    columns: columns.map(({ width, items }): IColumn => ({ type: "Column", width, items: [...items] })),
  };
}
