import type { PassRateSeries } from "@perfecto-bot/cards";
import type { LineSeriesOption } from "echarts/charts";
import { FONT_FAMILY, GROUND, TEXT, TEXT_PX, type LineLook } from "../look.ts";
import { percent } from "@perfecto-bot/cards";

/** With more builds than this, only some points of a line carry its sign. */
const MOST_SIGNS = 12;
const SIGNS_OF_MANY = 8;
const SIGN_PX = 8;

/** A line through the rates, broken where there is none. Its last point carries the number if `says` is set. */
export function rateLine({ rates }: PassRateSeries, look: LineLook, says: boolean): LineSeriesOption {
  const last = rates.findLastIndex((rate) => rate !== undefined);
  const every = rates.length > MOST_SIGNS ? Math.ceil(rates.length / SIGNS_OF_MANY) : 1;
  return {
    type: "line",
    silent: true,
    showAllSymbol: true,
    symbol: look.symbol,
    lineStyle: { color: look.colour, width: look.widthPx, join: "round", cap: "round" },
    itemStyle: { color: look.colour, ...(look.symbol === "emptyCircle" ? { borderWidth: 2 } : {}) },
    data: rates.map((rate, index) => {
      if (rate === undefined) return { value: "-" };
      const alone = rates[index - 1] === undefined && rates[index + 1] === undefined;
      const signed = alone || index === last || (last - index) % every === 0;
      return {
        value: rate * 100,
        symbolSize: signed ? SIGN_PX : 0,
        ...(says && index === last ? { label: numberBeside(percent(rate)) } : {}),
      };
    }),
  };
}

function numberBeside(words: string): NonNullable<LineSeriesOption["label"]> {
  return {
    show: true,
    position: "right",
    distance: 7,
    formatter: () => words,
    color: TEXT,
    fontFamily: FONT_FAMILY,
    fontSize: TEXT_PX,
    fontWeight: 600,
    textBorderColor: GROUND,
    textBorderWidth: 3,
  };
}
