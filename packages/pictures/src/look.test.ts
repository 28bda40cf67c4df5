import { describe, expect, test } from "vitest";
import {
  BLOCKED_LOOK,
  FAILED_LOOKS,
  GROUND,
  MUTED_TEXT,
  NONE_FAILED_LOOK,
  NOT_RUN_LOOK,
  OVERALL_LOOK,
  PART_LOOKS,
  TEXT,
} from "./look.ts";

// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("contrast", () => {
  test.for([
    [TEXT, GROUND],
    [MUTED_TEXT, GROUND],
    ...[...FAILED_LOOKS, BLOCKED_LOOK, NONE_FAILED_LOOK, NOT_RUN_LOOK].map(({ text, fill }) => [text, fill] as const),
  ] as const)("the text %s is read on %s", ([text, fill]) => {
    expect(contrast(text, fill)).toBeGreaterThanOrEqual(4.5);
  });

  test.for([OVERALL_LOOK, ...PART_LOOKS])("the line $colour is seen", ({ colour }) => {
    expect(contrast(colour, GROUND)).toBeGreaterThanOrEqual(3);
  });

  test("the more failed, the darker", () => {
    const light = FAILED_LOOKS.map(({ fill }) => luminance(fill));
    expect(light).toEqual(light.toSorted((a, b) => b - a));
  });

  test("each line has a sign of its own", () => {
    expect(new Set([OVERALL_LOOK, ...PART_LOOKS].map(({ symbol }) => symbol)).size).toBe(1 + PART_LOOKS.length);
  });
});
