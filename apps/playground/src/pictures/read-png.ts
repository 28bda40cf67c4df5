import { inflateSync } from "node:zlib";

const SIGNATURE_BYTES = 8;
/** Bytes of a pixel, by the header's colour type: red, green, blue, and with an opacity that is not looked at. */
const PIXEL_BYTES: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** A picture's pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB. */
  readonly colourAt: (x: number, y: number) => number;
}

/**
 * Reads a PNG as Chromium writes it: 8 bits for each of red, green and blue, not interlaced.
 * @throws {Error} where it is another kind
 * @see https://www.w3.org/TR/png-3/#9Filters
 */
export function readPng(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const size = PIXEL_BYTES[png.readUInt8(25)];
  if (png.readUInt8(24) !== 8 || size === undefined || png.readUInt8(28) !== 0)
    throw new Error("This PNG is of a kind that is not read here: 8 bits a colour and no interlacing are.");
  const parts: Buffer[] = [];
  for (let at = SIGNATURE_BYTES; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const bytes = unfilter(inflateSync(Buffer.concat(parts)), width * size, height, size);
  return {
    width,
    height,
    colourAt(x, y) {
      return bytes.readUIntBE((y * width + x) * size, 3);
    },
  };
}

/** Each row is told as its difference to what is left of it and above it. */
function unfilter(filtered: Buffer, rowBytes: number, height: number, size: number): Buffer {
  const bytes = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x += 1) {
      const at = y * rowBytes + x;
      const left = x < size ? 0 : (bytes[at - size] ?? 0);
      const above = y === 0 ? 0 : (bytes[at - rowBytes] ?? 0);
      const corner = x < size || y === 0 ? 0 : (bytes[at - rowBytes - size] ?? 0);
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      bytes[at] = (filtered[y * (rowBytes + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  return bytes;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const toLeft = Math.abs(guess - left);
  const toAbove = Math.abs(guess - above);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
