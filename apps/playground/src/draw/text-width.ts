const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const PICTURE = /\p{Emoji_Presentation}/u;
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;

/** What a reader takes for one character each. */
export function characters(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Columns of a terminal that a text takes: two for pictures and East Asian characters. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7E]*$/u.test(text)) return text.length;
  return characters(text).reduce((sum, each) => sum + characterWidth(each), 0);
}

/** As {@link textWidth}, of one character. */
export function characterWidth(character: string): number {
  if (INVISIBLE.test(character)) return 0;
  return PICTURE.test(character) || WIDE.test(character) ? 2 : 1;
}
