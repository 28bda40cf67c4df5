import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elideMiddle } from "./elide-middle.ts";

const upTo =
  (max: number) =>
  (text: string): boolean =>
    text.length <= max;

describe("elideMiddle", () => {
  test.for([
    ["short", 5, "short"],
    ["CheckoutTest.paysWithCard", 13, "Checko…thCard"],
    ["abcdef", 4, "ab…f"],
    ["abcdef", 2, "a…"],
    ["abcdef", 1, "…"],
    ["abcdef", 0, ""],
    ["a story about words", 9, "a st…ords"],
    ["one two", 5, "on…wo"],
    // No space stands beside the ellipsis.
    ["ab cd ef gh", 6, "ab…gh"],
    // A family of four is one character of eleven units.
    ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 12, "👨‍👩‍👧‍👦…"],
    ["", 0, ""],
  ] as const)("%s in %d is %s", ([text, max, elided]) => {
    expect(elideMiddle(text, upTo(max))).toBe(elided);
  });

  test("fits, and never breaks a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(30), (text, max) => {
        const elided = elideMiddle(text, upTo(max));
        expect(elided.length).toBeLessThanOrEqual(max);
        expect(elided.isWellFormed()).toBe(true);
      }),
    );
  });

  test("keeps both ends of what does not fit, and all of what fits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 60 }), (text, max) => {
        fc.pre(!text.includes("…"));
        const elided = elideMiddle(text, upTo(max));
        const [head = "", tail = ""] = text.length <= max ? [text, ""] : elided.split("…");
        expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
        expect(elided.includes("…") || elided === text).toBe(true);
      }),
    );
  });
});
