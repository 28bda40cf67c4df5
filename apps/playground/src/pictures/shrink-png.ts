import { crc32, deflateSync } from "node:zlib";
import { type Pixels, readPng } from "./read-png.ts";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
const PALETTE_COLOUR = 3;

/**
 * A screenshot as a PNG of at most 256 colours, a fraction of its size. A picture of a page is text on plain ground, so
 * the commonest colours serve: every other becomes the nearest of them.
 * @throws {Error} where it is no PNG as `readPng` takes it
 * @see https://www.w3.org/TR/png-3/
 */
export function shrinkPng(png: Buffer): Buffer {
  const pixels = readPng(png);
  const palette = commonest(pixels);
  const nearest = new Map(palette.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((pixels.width + 1) * pixels.height);
  for (let y = 0; y < pixels.height; y += 1)
    for (let x = 0; x < pixels.width; x += 1) {
      const colour = pixels.colourAt(x, y);
      let index = nearest.get(colour);
      if (index === undefined) nearest.set(colour, (index = findNearest(colour, palette)));
      // The first byte of a row names its filter: none.
      rows[y * (pixels.width + 1) + 1 + x] = index;
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels.width, 0);
  header.writeUInt32BE(pixels.height, 4);
  header.set([8, PALETTE_COLOUR], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function commonest({ width, height, colourAt }: Pixels): readonly number[] {
  const counts = new Map<number, number>();
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const colour = colourAt(x, y);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour);
  // Shades that nearly repeat a commoner one would leave no room for the small signs' colours.
  const chosen: number[] = [];
  for (const leastDistance of [600, 150, 0])
    for (const colour of sorted) {
      if (chosen.length === MOST_COLOURS) return chosen;
      if (chosen.every((one) => distance(one, colour) > leastDistance)) chosen.push(colour);
    }
  return chosen;
}

function findNearest(colour: number, palette: readonly number[]): number {
  let best = 0;
  for (const [index, one] of palette.entries())
    if (distance(one, colour) < distance(palette[best] ?? 0, colour)) best = index;
  return best;
}

function distance(one: number, other: number): number {
  const part = (shift: number): number => (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2;
  return part(16) + part(8) + part(0);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(content.length + 8);
  framed.writeUInt32BE(data.length, 0);
  content.copy(framed, 4);
  framed.writeUInt32BE(crc32(content), content.length + 4);
  return framed;
}
