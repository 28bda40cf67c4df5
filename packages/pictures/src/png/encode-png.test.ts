import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readPng } from "../testing/read-png.ts";
import { encodePng } from "./encode-png.ts";

test.for([
  [2, 1],
  [3, 2],
  [4, 2],
  [5, 4],
  [16, 4],
  [17, 8],
  [256, 8],
] as const)("%d colours take %d bits a pixel", async ([colours, depth]) => {
  const png = await encodePng({
    width: 1,
    height: 1,
    indexes: Uint8Array.of(colours - 1),
    palette: new Uint8Array(3 * colours).fill(7),
  });
  expect(readPng(png)).toEqual({ width: 1, height: 1, depth, rgb: Uint8Array.of(7, 7, 7) });
});

test("what is written is read again", async () => {
  const images = fc
    .record({
      width: fc.integer({ min: 1, max: 20 }),
      height: fc.integer({ min: 1, max: 9 }),
      colours: fc.integer({ min: 1, max: 256 }),
    })
    .chain(({ width, height, colours }) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        indexes: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: colours - 1 }),
        palette: fc.uint8Array({ minLength: 3 * colours, maxLength: 3 * colours }),
      }),
    );
  await fc.assert(
    fc.asyncProperty(images, async (image) => {
      const { width, height, rgb } = readPng(await encodePng(image));
      expect([width, height]).toEqual([image.width, image.height]);
      expect([...rgb]).toEqual(
        [...image.indexes].flatMap((index) => [...image.palette.subarray(3 * index, 3 * index + 3)]),
      );
    }),
  );
});
