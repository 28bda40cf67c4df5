import { PADDING_PX, WIDTH_PX } from "../look.ts";

/** From here on a column's name has room above it, broken into lines; above a narrower column it is slanted. */
const LEVEL_FROM_PX = 84;
const LEAST_CELL_PX = 26;
/** The share of the width that names of rows have a right to. */
const LABEL_SHARE = 0.42;
/** Slanted names begin to the left of their columns and need some room there. */
const LEAST_LABEL_SLANTED_PX = 96;
const LEAST_LABEL_PX = 48;

/** How the width is shared out, in pixels. */
export interface ColumnsLayout {
  /** For the names of rows. */
  readonly labelPx: number;
  /** For each column. Even, so that every cell covers whole pixels at each scale and alike cells are alike files. */
  readonly cellPx: number;
  /** Whether the columns' names are. */
  readonly slanted: boolean;
}

/** Shares the width out between the names of rows and at least one column whose numbers need `widestNumberPx`. */
export function layOutColumns(
  columns: number,
  { widestLabelPx, widestNumberPx }: { readonly widestLabelPx: number; readonly widestNumberPx: number },
): ColumnsLayout {
  const inner = WIDTH_PX - 2 * PADDING_PX;
  const leftWhenLevel = inner - columns * LEVEL_FROM_PX;
  const slanted = leftWhenLevel < Math.min(widestLabelPx, inner * LABEL_SHARE);
  const wanted = slanted
    ? Math.min(Math.max(widestLabelPx, LEAST_LABEL_SLANTED_PX), inner * LABEL_SHARE)
    : Math.min(widestLabelPx, leftWhenLevel);
  const leastCell = Math.max(LEAST_CELL_PX, widestNumberPx);
  const labelPx = Math.max(LEAST_LABEL_PX, Math.min(wanted, inner - columns * leastCell));
  const cellPx = 2 * Math.floor((inner - labelPx) / columns / 2);
  return { labelPx: inner - columns * cellPx, cellPx, slanted };
}
