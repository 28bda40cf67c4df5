import type { HeatMapPicture } from "@perfecto-bot/cards";
import type { HeatCell } from "@perfecto-bot/domain";
import type { Drawing } from "../drawing.ts";
import { boxAt, edgeOf, textAt, type GraphicElement } from "../graphic-elements.ts";
import { GROUND, PADDING_PX, SMALL_TEXT_PX, WIDTH_PX } from "../look.ts";
import type { MeasureText } from "../text/measure-text.ts";
import { cellLook } from "./cell-look.ts";
import { heatLegend } from "./heat-legend.ts";
import { HEADER_LINE_PX, LABEL_GAP_PX, layOutHeatMap, type HeatMapLayout } from "./lay-out-heat-map.ts";

const LEGEND_PX = 40;
/** Between cells. */
const CELL_GAP_PX = 2;
const NOTHING_PX = 96;

/**
 * Lays out what went wrong where. The picture is tidy: clean names, a cell for every column, counts that add up.
 *
 * Its cells are boxes of our own: those of a heat map series end between pixels, and their blurred edges double the file.
 */
export function heatMapOption(picture: HeatMapPicture, measure: MeasureText): Drawing {
  if (picture.rows.length === 0 || picture.columns.length === 0)
    return drawingOf(NOTHING_PX, [textAt("Nothing to show", { x: PADDING_PX, y: NOTHING_PX / 2 })]);
  const layout = layOutHeatMap(picture, measure);
  const { leftPx, topPx, rowPx } = layout;
  const bottomPx = topPx + layout.rows.length * rowPx;
  const cells = picture.rows.flatMap((row) => row.cells);
  return drawingOf(bottomPx + LEGEND_PX, [
    ...columnNames(layout),
    ...layout.rows.map(({ label }, y) =>
      textAt(label, { x: leftPx - LABEL_GAP_PX, y: topPx + (y + 0.5) * rowPx, align: "right" }),
    ),
    ...picture.rows.flatMap((row, y) => row.cells.flatMap((cell, x) => cellElements(cell, x, y, layout))),
    ...heatLegend(cells, layout.withTotals, bottomPx + LEGEND_PX / 2, measure),
  ]);
}

function drawingOf(heightPx: number, elements: readonly GraphicElement[]): Drawing {
  return {
    widthPx: WIDTH_PX,
    heightPx,
    option: {
      animation: false,
      backgroundColor: GROUND,
      graphic: { elements: [edgeOf(WIDTH_PX, heightPx), ...elements] },
    },
  };
}

function columnNames({ columns, slanted, leftPx, topPx, cellPx }: HeatMapLayout): readonly GraphicElement[] {
  return columns.flatMap((lines, index) => {
    const x = leftPx + (index + 0.5) * cellPx;
    return lines.map((line, at) =>
      slanted
        ? textAt(line, { x, y: topPx - HEADER_LINE_PX / 2, align: "right", sizePx: SMALL_TEXT_PX, turnedDegrees: 45 })
        : textAt(line, {
            x,
            y: topPx - LABEL_GAP_PX - (lines.length - at - 0.5) * HEADER_LINE_PX,
            align: "center",
            sizePx: SMALL_TEXT_PX,
          }),
    );
  });
}

function cellElements(cell: HeatCell, x: number, y: number, layout: HeatMapLayout): readonly GraphicElement[] {
  const { leftPx, topPx, cellPx, rowPx } = layout;
  const look = cellLook(cell);
  const words = layout.rows[y]?.words[x] ?? "";
  const [left, top] = [leftPx + x * cellPx, topPx + y * rowPx];
  const box = { x: left, y: top, width: cellPx - CELL_GAP_PX, height: rowPx - CELL_GAP_PX };
  const middle = { x: left + box.width / 2, y: top + box.height / 2 };
  return [
    boxAt(box, look.fill),
    ...(words === "" ? [] : [textAt(words, { ...middle, align: "center", sizePx: SMALL_TEXT_PX, colour: look.text })]),
  ];
}
