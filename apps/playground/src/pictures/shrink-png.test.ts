import { crc32, deflateSync, inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { shrinkPng } from "./shrink-png.ts";

const COLOURS = { red: [255, 0, 0], white: [255, 255, 255] } as const;

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(content.length + 8);
  framed.writeUInt32BE(data.length);
  content.copy(framed, 4);
  framed.writeUInt32BE(crc32(content), content.length + 4);
  return framed;
}

/** A PNG of two pixels a row, whose rows are filtered as told. */
function twoByTwo(...rows: readonly (readonly [filter: number, ...bytes: number[]])[]): Buffer {
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, rows.length, 8, 2, 0, 0, 0]);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([Buffer.alloc(8), chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

/** The colours of a PNG with a palette, pixel by pixel. */
function coloursOf(png: Buffer): readonly (readonly number[])[] {
  const found = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    found.set(png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const palette = found.get("PLTE") ?? Buffer.alloc(0);
  const rows = inflateSync(found.get("IDAT") ?? Buffer.alloc(0));
  return [...rows].flatMap((index, at) => (at % 3 === 0 ? [] : [[...palette.subarray(index * 3, index * 3 + 3)]]));
}

it.each([
  ["none", [0, ...COLOURS.red, ...COLOURS.white], [0, ...COLOURS.white, ...COLOURS.red]],
  ["left", [1, 255, 0, 0, 0, 255, 255], [1, 255, 255, 255, 0, 1, 1]],
  ["above", [0, ...COLOURS.red, ...COLOURS.white], [2, 0, 255, 255, 0, 1, 1]],
  ["average", [0, ...COLOURS.red, ...COLOURS.white], [3, 128, 255, 255, 0, 1, 1]],
  ["Paeth", [0, ...COLOURS.red, ...COLOURS.white], [4, 0, 255, 255, 0, 1, 1]],
] as const)("keeps few colours as they are, from rows filtered by %s", (_name, first, second) => {
  expect(coloursOf(shrinkPng(twoByTwo([...first], [...second])))).toEqual([
    [...COLOURS.red],
    [...COLOURS.white],
    [...COLOURS.white],
    [...COLOURS.red],
  ]);
});

it("gives what it has no room for the nearest colour that is left", () => {
  const shades = Array.from({ length: 300 }, (_, index) => [index % 150, index < 150 ? 0 : 255, 7]);
  const rows = Array.from({ length: 150 }, (_, y): [number, ...number[]] => [
    0,
    ...shades.slice(y * 2, y * 2 + 2).flat(),
  ]);
  const shrunk = coloursOf(shrinkPng(twoByTwo(...rows)));
  expect(new Set(shrunk.map(String)).size).toBe(256);
  for (const [index, [red = 0, green, blue]] of shrunk.entries()) {
    expect([green, blue]).toEqual([shades[index]?.[1], shades[index]?.[2]]);
    expect(Math.abs(red - (shades[index]?.[0] ?? 0))).toBeLessThanOrEqual(25);
  }
});

it("refuses a kind of PNG that it cannot read", () => {
  const png = twoByTwo([0, ...COLOURS.red, ...COLOURS.white]);
  png.writeUInt8(16, 24);
  expect(() => shrinkPng(png)).toThrow("8 bits a colour");
});
