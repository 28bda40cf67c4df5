import type { PassRateSeries } from "@perfecto-bot/cards";
import { GROUND, PADDING_PX, TEXT_PX, WIDTH_PX, type LineLook } from "../look.ts";
import { elideMiddle } from "../text/elide-middle.ts";
import type { MeasureText } from "../text/measure-text.ts";
import { textAt, type GraphicElement } from "../graphic-elements.ts";
import { percent } from "@perfecto-bot/cards";

const ROW_PX = 25;
const SAMPLE_PX = 30;
const GAP_PX = 10;
const BETWEEN_COLUMNS_PX = 24;

/** A line, how it looks, and what it is. */
export interface LegendLine {
  readonly series: PassRateSeries;
  readonly look: LineLook;
}

/** Which line is which, and where each ends: in two columns if all names fit so, else in one. */
export function lineLegend(
  lines: readonly LegendLine[],
  topPx: number,
  measure: MeasureText,
): { readonly elements: readonly GraphicElement[]; readonly heightPx: number } {
  const entries = lines.map(({ series, look }) => ({ name: series.label, look, latest: sayLatest(series) }));
  const inner = WIDTH_PX - 2 * PADDING_PX;
  const half = (inner - BETWEEN_COLUMNS_PX) / 2;
  const roomIn = (width: number, latest: string): number =>
    width - SAMPLE_PX - 2 * GAP_PX - measure(latest, TEXT_PX, 600);
  const inTwo = entries.every(({ name, latest }) => measure(name, TEXT_PX) <= roomIn(half, latest));
  const width = inTwo ? half : inner;
  const rows = inTwo ? Math.ceil(entries.length / 2) : entries.length;
  const elements = entries.flatMap(({ name, look, latest }, index) => {
    const x = PADDING_PX + Math.floor(index / rows) * (half + BETWEEN_COLUMNS_PX);
    const y = topPx + ((index % rows) + 0.5) * ROW_PX;
    const shown = elideMiddle(name, (text) => measure(text, TEXT_PX) <= roomIn(width, latest));
    return [
      ...lineSample(look, x, y),
      textAt(shown, { x: x + SAMPLE_PX + GAP_PX, y }),
      textAt(latest, { x: x + width, y, align: "right", weight: 600 }),
    ];
  });
  return { elements, heightPx: rows * ROW_PX };
}

function sayLatest({ rates }: PassRateSeries): string {
  const latest = rates.findLast((rate) => rate !== undefined);
  return latest === undefined ? "–" : percent(latest);
}

function lineSample({ colour, symbol, widthPx }: LineLook, x: number, y: number): readonly GraphicElement[] {
  const [cx, r] = [x + SAMPLE_PX / 2, 5];
  const full = { fill: colour };
  const line: GraphicElement = {
    type: "line",
    silent: true,
    shape: { x1: x, y1: y, x2: x + SAMPLE_PX, y2: y },
    style: { stroke: colour, lineWidth: widthPx },
  };
  const polygon = (points: number[][]): GraphicElement => ({
    type: "polygon",
    silent: true,
    shape: { points },
    style: full,
  });
  switch (symbol) {
    case "circle":
      return [line, { type: "circle", silent: true, shape: { cx, cy: y, r }, style: full }];
    case "emptyCircle": {
      const style = { fill: GROUND, stroke: colour, lineWidth: 2 };
      return [line, { type: "circle", silent: true, shape: { cx, cy: y, r: r - 1 }, style }];
    }
    case "rect": {
      const shape = { x: cx - r + 0.5, y: y - r + 0.5, width: 2 * r - 1, height: 2 * r - 1 };
      return [line, { type: "rect", silent: true, shape, style: full }];
    }
    case "triangle": {
      const points = [
        [cx, y - r],
        [cx + r, y + r],
        [cx - r, y + r],
      ];
      return [line, polygon(points)];
    }
    case "diamond": {
      const points = [
        [cx, y - r - 1],
        [cx + r, y],
        [cx, y + r + 1],
        [cx - r, y],
      ];
      return [line, polygon(points)];
    }
  }
}
