import type { Font } from "./read-font.ts";

/** How bold a text is, as CSS `font-weight`. */
export type Weight = 400 | 600;

/** How wide a text is drawn, in pixels, at a font size in pixels. Never less than it is. */
export type MeasureText = (text: string, sizePx: number, weight?: Weight) => number;

/** Wider than most characters of the fonts that stand in for ours, emoji included: rather too short than overlapping. */
const FOREIGN_ADVANCE = 1.25;
/** Marks that are drawn onto the character before them, and characters that are not drawn. */
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Measures texts by the widths of a font's characters, one font for each weight. */
export function measureBy(fonts: Readonly<Record<Weight, Font>>): MeasureText {
  return (text, sizePx, weight = 400) => {
    let advance = 0;
    for (const character of text)
      advance += fonts[weight].advanceOf(character.codePointAt(0) ?? 0) ?? foreignAdvance(character);
    return advance * sizePx;
  };
}

/** Whether a font can draw all of a text. */
export function coversText({ advanceOf }: Font, text: string): boolean {
  return Array.from(text).every((character) => advanceOf(character.codePointAt(0) ?? 0) !== undefined);
}

function foreignAdvance(character: string): number {
  return WITHOUT_WIDTH.test(character) ? 0 : FOREIGN_ADVANCE;
}
