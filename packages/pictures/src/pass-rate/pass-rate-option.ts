import type { PassRatePicture } from "@perfecto-bot/cards";
import type { Drawing } from "../drawing.ts";
import { edgeOf, textAt } from "../graphic-elements.ts";
import {
  FONT_FAMILY,
  GRID_LINE,
  GROUND,
  MUTED_TEXT,
  OVERALL_LOOK,
  PADDING_PX,
  PART_LOOKS,
  SMALL_TEXT_PX,
  WIDTH_PX,
} from "../look.ts";
import { keepOffPrototype } from "../text/keep-off-prototype.ts";
import type { MeasureText } from "../text/measure-text.ts";
import { buildLabels } from "./build-labels.ts";
import { lineLegend } from "./line-legend.ts";
import { rateAxis } from "./rate-axis.ts";
import { rateLine } from "./rate-line.ts";

/** Room for "100 %" beside the axis, and for the newest number beside the line. */
const LEFT_PX = 66;
const RIGHT_PX = 74;
const TOP_PX = 54;
const PLOT_PX = 200;
const BUILDS_PX = 36;

/** Lays out the pass rate over builds. The picture is tidy: clean names, rates from 0 to 1, no more lines than looks. */
export function passRateOption({ builds, series }: PassRatePicture, measure: MeasureText): Drawing {
  const lines = series.map((one, index) => ({
    series: one,
    look: index === 0 ? OVERALL_LOOK : (PART_LOOKS[(index - 1) % PART_LOOKS.length] ?? OVERALL_LOOK),
  }));
  const known = series.flatMap(({ rates }) => rates.filter((rate) => rate !== undefined));
  const axis = rateAxis(known);
  const plotWidth = WIDTH_PX - LEFT_PX - RIGHT_PX;
  const names = buildLabels(builds, plotWidth / Math.max(1, builds.length), measure);
  const legend = lineLegend(lines.length > 1 ? lines : [], TOP_PX + PLOT_PX + BUILDS_PX + 6, measure);
  const heightPx = TOP_PX + PLOT_PX + BUILDS_PX + (lines.length > 1 ? legend.heightPx + PADDING_PX : 0) + 4;
  const words = { color: MUTED_TEXT, fontFamily: FONT_FAMILY, fontSize: SMALL_TEXT_PX };
  return {
    widthPx: WIDTH_PX,
    heightPx,
    option: {
      animation: false,
      backgroundColor: GROUND,
      grid: { left: LEFT_PX, top: TOP_PX, width: plotWidth, height: PLOT_PX, outerBoundsMode: "none" },
      xAxis: {
        type: "category",
        silent: true,
        data: names.map(keepOffPrototype),
        axisLine: { lineStyle: { color: MUTED_TEXT, width: 1 } },
        axisTick: { show: false },
        axisLabel: { ...words, interval: (index) => names[index] !== "", margin: 12, hideOverlap: false },
      },
      yAxis: {
        type: "value",
        silent: true,
        min: axis.from,
        max: 100,
        interval: axis.step,
        splitLine: { lineStyle: { color: GRID_LINE, width: 1 } },
        axisLabel: { ...words, formatter: (value) => `${value} %`, margin: 10 },
      },
      // The whole is drawn over its parts.
      series: lines.map(({ series: one, look }, index) => ({
        ...rateLine(one, look, index === 0),
        z: index === 0 ? 4 : 3,
      })),
      graphic: {
        elements: [
          edgeOf(WIDTH_PX, heightPx),
          textAt(`Pass rate, ${axis.from} to 100 %`, { x: PADDING_PX, y: 24, weight: 600 }),
          ...(known.length === 0
            ? [textAt("No results", { x: LEFT_PX + plotWidth / 2, y: TOP_PX + PLOT_PX / 2, align: "center" })]
            : []),
          ...legend.elements,
        ],
      },
    },
  };
}
