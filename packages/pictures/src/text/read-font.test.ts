import { Resvg } from "@resvg/resvg-js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadDrawingTools } from "../load-drawing-tools.ts";
import { FONT_FAMILY } from "../look.ts";
import { readFont } from "./read-font.ts";

const { measure, covers, fontFiles } = await loadDrawingTools();

describe("measuring by the bundled font", () => {
  test("is what is drawn, or a little more", () => {
    const words = fc.string({
      unit: fc.constantFrom(...Array.from("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789.-_#%/…· ")),
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(words, fc.constantFrom(400 as const, 600 as const), (text, weight) => {
        const inked = inkedWidth(text.trim(), weight);
        const measured = measure(text.trim(), 16, weight);
        expect(inked).toBeLessThanOrEqual(measured + 1);
        expect(inked).toBeGreaterThan(measured * 0.8 - 8);
      }),
      { numRuns: 40 },
    );
  });

  test.for([
    ["a", true],
    ["Zürich – №5 “…”", true],
    ["Ελληνικά Русский", true],
    ["日本", false],
    ["مرحبا", false],
    ["🎉", false],
  ] as const)("%s is covered: %s", ([text, covered]) => {
    expect(covers(text)).toBe(covered);
  });

  test("characters of other fonts count as wide, marks and joiners as nothing", () => {
    expect(measure("日本", 16)).toBe(40);
    expect(measure("\u093F\u200D", 16)).toBeLessThanOrEqual(measure("日", 16));
    expect(measure("\u200D\u0941", 16)).toBe(0);
  });
});

test.for(["", "not a font at all, but long enough to be asked for its tables"])("%j is refused", (text) => {
  expect(() => readFont(Buffer.from(text))).toThrow(Error);
});

function inkedWidth(text: string, weight: number): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="40"><text xml:space="preserve" x="20" y="30" font-family="${FONT_FAMILY}" font-size="16" font-weight="${weight}">${text}</text></svg>`;
  const drawing = new Resvg(svg, { font: { fontFiles: [...fontFiles], loadSystemFonts: false } });
  return drawing.getBBox()?.width ?? 0;
}
