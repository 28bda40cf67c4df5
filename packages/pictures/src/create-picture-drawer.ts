import type { Picture } from "@perfecto-bot/cards";
import type { DrawPicture } from "@perfecto-bot/pipeline";
import type { Drawing } from "./drawing.ts";
import { heatMapOption } from "./heat-map/heat-map-option.ts";
import { loadDrawingTools, type DrawingTools } from "./load-drawing-tools.ts";
import { passRateOption } from "./pass-rate/pass-rate-option.ts";
import { drawPng } from "./png/draw-png.ts";
import { renderSvg } from "./render-svg.ts";
import type { MeasureText } from "./text/measure-text.ts";
import { namesIn, tidyPicture } from "./tidy-picture.ts";

/** What a drawer may be given instead of the real tools. */
export interface PictureDrawerOptions {
  /** Loads what drawing needs; asked again if it failed. */
  readonly loadTools?: () => Promise<DrawingTools>;
}

/**
 * Makes a function that draws pictures as PNG files of at most 1024 × 1024 pixels, on a ground of their own, with a font
 * of their own; system fonts are looked at only for characters that it lacks. What draws is loaded with the first
 * picture. Of a picture larger than is legible it draws the first 20 rows and 12 columns, or the newest 200 builds and
 * 5 series.
 */
export function createPictureDrawer({ loadTools = loadDrawingTools }: PictureDrawerOptions = {}): DrawPicture {
  let loading: Promise<DrawingTools> | undefined;
  const load = (): Promise<DrawingTools> => {
    loading ??= loadTools().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return async (picture) => {
    const { openChart, renderAsync, fontFiles, measure, covers } = await load();
    const tidy = tidyPicture(picture);
    const drawing = layOut(tidy, measure);
    const systemFonts = !namesIn(tidy).every(covers);
    return drawPng(renderSvg(drawing, openChart), drawing, { fontFiles, systemFonts }, renderAsync);
  };
}

function layOut(picture: Picture, measure: MeasureText): Drawing {
  switch (picture.kind) {
    case "pass-rate":
      return passRateOption(picture, measure);
    case "heat-map":
      return heatMapOption(picture, measure);
  }
}
