import type { LineSeriesOption } from "echarts/charts";
import type { GraphicComponentOption, GridComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";

/** What echarts draws here. */
export type ChartOption = ComposeOption<LineSeriesOption | GridComponentOption | GraphicComponentOption>;

/** A chart laid out for its size. */
export interface Drawing {
  readonly option: ChartOption;
  readonly widthPx: number;
  readonly heightPx: number;
}
