import type { renderAsync } from "@resvg/resvg-js";
import type { DrawnPicture } from "@perfecto-bot/pipeline";
import type { Drawing } from "../drawing.ts";
import { FONT_FAMILY, GROUND } from "../look.ts";
import { encodePng } from "./encode-png.ts";
import { indexColours } from "./index-colours.ts";

/**
 * The most pixels Teams shows, each way:
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
const MOST_PIXELS = 1024;
/**
 * Teams counts a message by its UTF-16 units, two bytes each, and cuts it off at some 80 KB
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages). As a data URI, 18 KiB take
 * 48 KiB of that and leave the rest to the words.
 */
const MOST_BYTES = 18 * 1024;

/** How a picture is drawn. */
interface Quality {
  /** Pixels for one of CSS. */
  readonly scale: number;
  readonly softLetters: boolean;
  readonly mostColours: number;
}

/**
 * From the best on; the next one where the file becomes too large. Most of a file is the soft edges of letters. Drawn
 * without them at twice the size, letters are soft again once a chat has scaled the picture down.
 */
const QUALITIES: readonly Quality[] = [
  { scale: 2, softLetters: true, mostColours: 64 },
  { scale: 2, softLetters: false, mostColours: 16 },
  { scale: 1.5, softLetters: false, mostColours: 16 },
  { scale: 1.25, softLetters: false, mostColours: 16 },
];
/** Whatever its size. */
const LAST_QUALITY: Quality = { scale: 1, softLetters: false, mostColours: 16 };

/** What texts are drawn with. */
export interface Fonts {
  readonly fontFiles: readonly string[];
  /** Whether fonts of the system are looked at, for what the files lack. */
  readonly systemFonts: boolean;
}

/** Draws an SVG as a PNG file, as sharp as fits into some 18 KiB. Only the counting of colours is on the main thread. */
export async function drawPng(
  svg: string,
  { widthPx, heightPx }: Pick<Drawing, "widthPx" | "heightPx">,
  fonts: Fonts,
  render: typeof renderAsync,
): Promise<DrawnPicture> {
  for (const quality of QUALITIES) {
    if (Math.max(widthPx, heightPx) * quality.scale > MOST_PIXELS) continue;
    const drawn = await drawAt(quality, svg, fonts, render);
    if (drawn.png.length <= MOST_BYTES) return drawn;
  }
  return drawAt(LAST_QUALITY, svg, fonts, render);
}

async function drawAt(
  { scale, softLetters, mostColours }: Quality,
  svg: string,
  { fontFiles, systemFonts }: Fonts,
  render: typeof renderAsync,
): Promise<DrawnPicture> {
  const image = await render(svg, {
    fitTo: { mode: "zoom", value: scale },
    background: GROUND,
    // 0: for speed, that is without soft edges; 1: for legibility.
    textRendering: softLetters ? 1 : 0,
    font: { fontFiles: [...fontFiles], loadSystemFonts: systemFonts, defaultFontFamily: FONT_FAMILY },
  });
  const { width, height } = image;
  return { png: await encodePng(indexColours(image.pixels, width, height, mostColours)), width, height };
}
