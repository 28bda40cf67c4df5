import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexColours, type IndexedImage } from "./index-colours.ts";

type Colour = readonly [red: number, green: number, blue: number];

function imageOf(colours: readonly Colour[]): Uint8Array {
  return Uint8Array.from(colours.flatMap((colour) => [...colour, 255]));
}

function coloursOf({ indexes, palette }: IndexedImage): readonly (readonly number[])[] {
  return Array.from(indexes, (index) => Array.from(palette.subarray(3 * index, 3 * index + 3)));
}

const RED: Colour = [200, 0, 0];
const NEARLY_RED: Colour = [202, 1, 0];
const BLUE: Colour = [0, 0, 200];
const WHITE: Colour = [255, 255, 255];
const NEARLY_WHITE: Colour = [250, 250, 250];

describe("indexColours", () => {
  test("few colours stay as they are", () => {
    const colours = [WHITE, RED, NEARLY_RED, WHITE, BLUE, RED];
    expect(coloursOf(indexColours(imageOf(colours), 3, 2, 4))).toEqual(colours);
  });

  test("of too many, the rare ones become a near one", () => {
    const colours = [WHITE, WHITE, WHITE, RED, RED, NEARLY_RED, BLUE, NEARLY_WHITE];
    expect(coloursOf(indexColours(imageOf(colours), 8, 1, 4))).toEqual([
      WHITE,
      WHITE,
      WHITE,
      RED,
      RED,
      RED,
      BLUE,
      NEARLY_WHITE,
    ]);
  });

  test("plain surfaces keep their colours even if these are near", () => {
    const colours = [WHITE, WHITE, NEARLY_WHITE, NEARLY_WHITE, RED, NEARLY_RED, BLUE];
    const indexed = coloursOf(indexColours(imageOf(colours), 7, 1, 4));
    expect(indexed.slice(0, 4)).toEqual([WHITE, WHITE, NEARLY_WHITE, NEARLY_WHITE]);
    expect(indexed.at(-1)).toEqual(BLUE);
  });

  test("pixels are read from where they lie in their memory", () => {
    const memory = Uint8Array.from([9, 9, 9, ...imageOf([RED, BLUE])]);
    expect(coloursOf(indexColours(memory.subarray(3), 2, 1, 256))).toEqual([RED, BLUE]);
  });

  test("never more colours than allowed, whatever the pixels", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 400 }),
        fc.constantFrom(2, 16, 64, 256),
        (colours, most) => {
          const indexed = indexColours(imageOf(colours), colours.length, 1, most);
          expect(indexed.palette.length).toBeLessThanOrEqual(3 * most);
          expect(Math.max(...indexed.indexes)).toBeLessThan(indexed.palette.length / 3);
        },
      ),
    );
  });
});
