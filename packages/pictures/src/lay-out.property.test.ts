import type { Picture } from "@perfecto-bot/cards";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Drawing } from "./drawing.ts";
import type { GraphicElement } from "./graphic-elements.ts";
import { heatMapOption } from "./heat-map/heat-map-option.ts";
import { loadDrawingTools } from "./load-drawing-tools.ts";
import { passRateOption } from "./pass-rate/pass-rate-option.ts";
import { arbitraryPictures } from "./testing/arbitrary-pictures.ts";
import { tidyPicture } from "./tidy-picture.ts";

const { measure } = await loadDrawingTools();

type Point = readonly [x: number, y: number];

function layOut(picture: Picture): Drawing {
  return picture.kind === "heat-map" ? heatMapOption(picture, measure) : passRateOption(picture, measure);
}

function elementsOf({ option: { graphic } }: Drawing): readonly GraphicElement[] {
  const elements = graphic !== undefined && "elements" in graphic ? graphic.elements : undefined;
  if (elements === undefined || elements.length === 0) throw new Error("a drawing without elements");
  return elements;
}

/** Both ends of each text's line. */
function textEnds(drawing: Drawing): readonly (readonly [Point, Point])[] {
  return elementsOf(drawing).flatMap((element) => {
    if (!("style" in element) || element.style === undefined || !("text" in element.style)) return [];
    const { x = 0, y = 0, rotation = 0, style } = element;
    const width = measure(String(style.text), Number(style.fontSize), style.fontWeight === 600 ? 600 : 400);
    const start = style.align === "right" ? -width : style.align === "center" ? -width / 2 : 0;
    const end = (along: number): Point => [x + along * Math.cos(rotation), y - along * Math.sin(rotation)];
    return [[end(start), end(start + width)] as const];
  });
}

function boxesOf(drawing: Drawing): readonly { left: number; right: number; top: number; bottom: number }[] {
  return elementsOf(drawing).flatMap((element) => {
    if (element.type !== "rect" || !("shape" in element) || element.style?.fill === "none") return [];
    const [left, top] = [Number(element.shape?.["x"]), Number(element.shape?.["y"])];
    const [width, height] = [Number(element.shape?.["width"]), Number(element.shape?.["height"])];
    return [{ left, right: left + width, top, bottom: top + height }];
  });
}

test("no text leaves the picture, whatever the names", () => {
  fc.assert(
    fc.property(arbitraryPictures, (picture) => {
      const drawing = layOut(tidyPicture(picture));
      for (const [x, y] of textEnds(drawing).flat()) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(drawing.widthPx);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(drawing.heightPx);
      }
    }),
    { numRuns: 200 },
  );
});

test("a row's name ends before its cells, and a number is within its cell", () => {
  fc.assert(
    fc.property(arbitraryPictures, (picture) => {
      fc.pre(picture.kind === "heat-map");
      const drawing = layOut(tidyPicture(picture));
      const level = textEnds(drawing).filter(([start, end]) => start[1] === end[1]);
      for (const [[left, y], [right]] of level) {
        const crossed = boxesOf(drawing).filter(
          (box) => y > box.top && y < box.bottom && left < box.right && right > box.left,
        );
        expect(crossed.filter((box) => left < box.left || right > box.right)).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});
