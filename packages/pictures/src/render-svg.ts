import type { EChartsType, EChartsInitOpts } from "echarts/core";
import type { Drawing } from "./drawing.ts";

/** Opens a chart without a page, as `init` of echarts does. */
export type OpenChart = (dom: null, theme: null, options: EChartsInitOpts) => EChartsType;

/** Draws a chart as SVG. The chart is disposed whatever happens: echarts keeps a list of all that are not. */
export function renderSvg({ option, widthPx, heightPx }: Drawing, openChart: OpenChart): string {
  // https://echarts.apache.org/handbook/en/how-to/cross-platform/server/
  const chart = openChart(null, null, { renderer: "svg", ssr: true, width: widthPx, height: heightPx });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
