import { promisify } from "node:util";
import { constants, crc32, deflate } from "node:zlib";
import type { IndexedImage } from "./index-colours.ts";

const deflateAsync = promisify(deflate);

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const INDEXED_COLOUR = 3;

/**
 * Writes an image as a PNG file of indexed colours, a third of the size of one with full colours.
 *
 * The format: https://www.w3.org/TR/png-3/ (§11.2.1 header, §11.2.2 palette, §7.2 lines, §9 filters: none is best for
 * indexed colours).
 */
export async function encodePng({ width, height, indexes, palette }: IndexedImage): Promise<Buffer> {
  const bits = bitsFor(palette.length / 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bits;
  header[9] = INDEXED_COLOUR;
  const lines = packLines(indexes, width, height, bits);
  const packed = await deflateAsync(lines, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", packed),
    chunk("IEND", new Uint8Array()),
  ]);
}

function bitsFor(colours: number): 1 | 2 | 4 | 8 {
  return colours <= 2 ? 1 : colours <= 4 ? 2 : colours <= 16 ? 4 : 8;
}

/** Each line begins with the number of its filter, 0: none. The leftmost pixel takes the highest bits of a byte. */
function packLines(indexes: Uint8Array, width: number, height: number, bits: number): Buffer {
  const perByte = 8 / bits;
  const lineBytes = 1 + Math.ceil(width / perByte);
  const lines = Buffer.alloc(lineBytes * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * lineBytes + 1 + Math.floor(x / perByte);
      const shift = 8 - bits * ((x % perByte) + 1);
      lines[at] = (lines[at] ?? 0) | ((indexes[y * width + x] ?? 0) << shift);
    }
  }
  return lines;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
