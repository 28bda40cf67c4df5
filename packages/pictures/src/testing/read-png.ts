import { crc32, inflateSync } from "node:zlib";

/** What a PNG file of indexed colours holds. */
export interface ReadPng {
  readonly width: number;
  readonly height: number;
  /** Bits a pixel. */
  readonly depth: number;
  /** Red, green and blue, a pixel after the other, row by row. */
  readonly rgb: Uint8Array;
}

/** Reads a PNG file of indexed colours without filters; throws at whatever is not as the format says. */
export function readPng(file: Uint8Array): ReadPng {
  const bytes = Buffer.from(file);
  if (bytes.toString("latin1", 0, 8) !== "\u0089PNG\r\n\u001A\n") throw new Error("not signed as a PNG file");
  const chunks = readChunks(bytes);
  const [header, palette, packed] = [chunkOf(chunks, "IHDR"), chunkOf(chunks, "PLTE"), chunkOf(chunks, "IDAT")];
  if (header[9] !== 3 || header[10] !== 0 || header[11] !== 0 || header[12] !== 0) throw new Error("an odd header");
  const [width, height, depth] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8] ?? 0];
  const lines = inflateSync(packed);
  const lineBytes = 1 + Math.ceil((width * depth) / 8);
  if (lines.length !== lineBytes * height) throw new Error("pixels are missing, or too many");
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y += 1) {
    if (lines[y * lineBytes] !== 0) throw new Error("a filtered line");
    for (let x = 0; x < width; x += 1) {
      const bit = x * depth;
      const byte = lines[y * lineBytes + 1 + (bit >> 3)] ?? 0;
      const index = (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
      if (3 * index + 2 >= palette.length) throw new Error("a colour that the palette has not");
      rgb.set(palette.subarray(3 * index, 3 * index + 3), 3 * (y * width + x));
    }
  }
  return { width, height, depth, rgb };
}

function readChunks(bytes: Buffer): readonly (readonly [string, Buffer])[] {
  const chunks: (readonly [string, Buffer])[] = [];
  let at = 8;
  while (at < bytes.length) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) throw new Error("a broken chunk");
    chunks.push([bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, end)]);
    at = end + 4;
  }
  if (chunks.at(-1)?.[0] !== "IEND") throw new Error("no end");
  return chunks;
}

function chunkOf(chunks: readonly (readonly [string, Buffer])[], type: string): Buffer {
  const found = chunks.find(([name]) => name === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found[1];
}
