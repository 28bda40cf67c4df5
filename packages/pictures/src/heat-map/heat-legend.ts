import type { HeatCell } from "@perfecto-bot/domain";
import { boxAt, textAt, type GraphicElement } from "../graphic-elements.ts";
import { MUTED_TEXT, PADDING_PX, SMALL_TEXT_PX, type CellLook } from "../look.ts";
import type { MeasureText } from "../text/measure-text.ts";
import { cellLook } from "./cell-look.ts";
import { cellWords } from "./cell-words.ts";

const SAMPLE_HEIGHT_PX = 20;
const SAMPLE_PX = 20;
const SAMPLE_INSET_PX = 10;
const GAP_PX = 6;
const BETWEEN_PX = 13;

interface Entry {
  readonly sample: string;
  readonly look: CellLook;
  readonly words: string;
}

/** What the cells mean: only what is among them. `withTotals`: they tell failed of all. `y`: its middle. */
export function heatLegend(
  cells: readonly HeatCell[],
  withTotals: boolean,
  y: number,
  measure: MeasureText,
): readonly GraphicElement[] {
  let x = PADDING_PX;
  return entriesOf(cells, withTotals).flatMap(({ sample, look, words }) => {
    const width = Math.max(SAMPLE_PX, Math.ceil(measure(sample, SMALL_TEXT_PX)) + SAMPLE_INSET_PX);
    const at = x;
    x += width + GAP_PX + Math.ceil(measure(words, SMALL_TEXT_PX)) + BETWEEN_PX;
    return [
      boxAt({ x: at, y: y - SAMPLE_HEIGHT_PX / 2, width, height: SAMPLE_HEIGHT_PX }, look.fill),
      textAt(sample, { x: at + width / 2, y, align: "center", sizePx: SMALL_TEXT_PX, colour: look.text }),
      textAt(words, { x: at + width + GAP_PX, y, sizePx: SMALL_TEXT_PX, colour: MUTED_TEXT }),
    ];
  });
}

function entriesOf(cells: readonly HeatCell[], withTotals: boolean): readonly Entry[] {
  const kinds = [
    { cell: { failed: 1, blocked: 0, total: 2 }, words: withTotals ? "failed of runs" : "failed" },
    { cell: { failed: 0, blocked: 1, total: 1 }, words: "could not run" },
    { cell: { failed: 0, blocked: 0, total: 1 }, words: "none failed" },
    { cell: { failed: 0, blocked: 0, total: 0 }, words: "not run" },
  ];
  const isLike = (kind: HeatCell) => (cell: HeatCell) =>
    kind.failed > 0 ? cell.failed > 0 : cellLook(cell) === cellLook(kind);
  return kinds
    .filter(({ cell }) => cells.some(isLike(cell)))
    .map(({ cell, words }) => ({ sample: cellWords(cell)[withTotals ? 0 : 1], look: cellLook(cell), words }));
}
