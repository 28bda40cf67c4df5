import type { GraphicComponentOption } from "echarts/components";
import type { Weight } from "./text/measure-text.ts";
import { keepOffPrototype } from "./text/keep-off-prototype.ts";
import { EDGE, FONT_FAMILY, TEXT, TEXT_PX } from "./look.ts";

/** Something drawn at a place of its own, beside the chart's axes and series. */
export type GraphicElement = NonNullable<
  Extract<GraphicComponentOption, { readonly elements?: readonly unknown[] }>["elements"]
>[number];

/** How a text stands at its place. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly align?: "left" | "center" | "right";
  readonly sizePx?: number;
  readonly weight?: Weight;
  readonly colour?: string;
  /** Clockwise, around its place. */
  readonly turnedDegrees?: number;
}

/** A line of text, as it is: nothing in it is markup. `y` is its middle. */
export function textAt(text: string, place: TextPlace): GraphicElement {
  const { x, y, align = "left", sizePx = TEXT_PX, weight = 400, colour = TEXT, turnedDegrees = 0 } = place;
  return {
    type: "text",
    x,
    y,
    rotation: (-turnedDegrees * Math.PI) / 180,
    silent: true,
    style: {
      text: keepOffPrototype(text),
      align,
      verticalAlign: "middle",
      fill: colour,
      fontSize: sizePx,
      fontFamily: FONT_FAMILY,
      fontWeight: weight,
    },
  };
}

/** A filled box. */
export function boxAt(
  shape: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  fill: string,
): GraphicElement {
  return { type: "rect", silent: true, shape: { ...shape }, style: { fill } };
}

/** The edge of the whole picture, one pixel wide. */
export function edgeOf(widthPx: number, heightPx: number): GraphicElement {
  return {
    type: "rect",
    silent: true,
    shape: { x: 0.5, y: 0.5, width: widthPx - 1, height: heightPx - 1 },
    style: { fill: "none", stroke: EDGE, lineWidth: 1 },
  };
}
