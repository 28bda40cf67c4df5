import { describe, expect, test } from "vitest";
import type { EChartsType } from "echarts/core";
import { heatMapOption } from "./heat-map/heat-map-option.ts";
import { loadDrawingTools } from "./load-drawing-tools.ts";
import { passRateOption } from "./pass-rate/pass-rate-option.ts";
import { renderSvg, type OpenChart } from "./render-svg.ts";
import { heatMapSample, passRateSample } from "./testing/sample-pictures.ts";

const { openChart, measure } = await loadDrawingTools();

/** Ids that echarts counts up over all charts of a process. */
function withoutIds(svg: string): string {
  return svg.replaceAll(/zr\d+/g, "zr");
}

describe("golden pictures", () => {
  test.for([
    ["pass-rate", passRateOption(passRateSample(20, 4), measure)],
    ["pass-rate-alone", passRateOption(passRateSample(5, 0), measure)],
    ["heat-map-3", heatMapOption(heatMapSample(6, 3), measure)],
    ["heat-map-12", heatMapOption(heatMapSample(20, 12), measure)],
  ] as const)("%s", async ([name, drawing]) => {
    const svg = withoutIds(renderSvg(drawing, openChart));
    await expect(`${svg}\n`).toMatchFileSnapshot(`./__golden__/${name}.svg`);
  });
});

describe("charts", () => {
  const drawing = passRateOption(passRateSample(3, 1), measure);

  test("are disposed when drawn", () => {
    const opened: EChartsType[] = [];
    const open: OpenChart = (...given) => {
      const chart = openChart(...given);
      opened.push(chart);
      return chart;
    };
    renderSvg(drawing, open);
    expect(opened.map((chart) => chart.isDisposed())).toEqual([true]);
  });

  test("are disposed when drawing fails", () => {
    const opened: EChartsType[] = [];
    const open: OpenChart = (...given) => {
      const chart = openChart(...given);
      chart.renderToSVGString = () => {
        throw new Error("no ink");
      };
      opened.push(chart);
      return chart;
    };
    expect(() => renderSvg(drawing, open)).toThrow("no ink");
    expect(opened.map((chart) => chart.isDisposed())).toEqual([true]);
  });
});
