import { describe, expect, it } from "vitest";
import { TEAMS_LOOK } from "./teams-look.ts";

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

describe("TEAMS_LOOK", () => {
  const { light: _light, ...onBright } = TEAMS_LOOK.containerStyles.default.foregroundColors;
  const pairs = Object.entries(TEAMS_LOOK.containerStyles).flatMap(([style, { backgroundColor }]) =>
    Object.entries(onBright).flatMap(([name, colours]) =>
      Object.entries(colours).map(([kind, colour]) => [`${name}.${kind}`, style, colour, backgroundColor] as const),
    ),
  );

  it.each(pairs)("%s text reads in a container of style %s", (_, __, colour, background) => {
    expect(contrast(colour, background)).toBeGreaterThanOrEqual(4.5);
  });
});
