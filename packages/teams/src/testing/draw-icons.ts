import { readFile, writeFile } from "node:fs/promises";
import { Resvg } from "@resvg/resvg-js";

/** The app's icons, in the sizes that Teams asks for. */
export const ICONS = [
  { name: "color", widthPx: 192 },
  { name: "outline", widthPx: 32 },
] as const;

/** Where the icons are: each an SVG and the PNG drawn from it. */
export const ICON_FOLDER = new URL("../app-package/icons/", import.meta.url);

/** Draws an icon's SVG as PNG. */
export async function drawIcon({ name, widthPx }: (typeof ICONS)[number]): Promise<Uint8Array> {
  const svg = await readFile(new URL(`${name}.svg`, ICON_FOLDER), "utf8");
  const fitTo = { mode: "width", value: widthPx } as const;
  return new Resvg(svg, { fitTo, font: { loadSystemFonts: false } }).render().asPng();
}

// `pnpm --filter @perfecto-bot/teams draw-icons`, after an SVG was changed.
if (import.meta.main)
  for (const icon of ICONS) await writeFile(new URL(`${icon.name}.png`, ICON_FOLDER), await drawIcon(icon));
