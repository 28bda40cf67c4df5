const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
/** Drawn as a picture: by itself, or because a selector asks for it. */
const PICTURE = /\p{Emoji_Presentation}|\uFE0F/u;
/** East Asian Wide and Fullwidth (https://www.unicode.org/reports/tr11/), by blocks. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{20000}-\u{3FFFD}]/u;
const PLAIN = /^[\x20-\x7E]*$/;

/** Columns of a terminal that a text takes: none for what only changes its neighbour, two for pictures and wide letters. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) width += columnsOf(segment);
  return width;
}

/** As much from the start of a text as fits into so many columns; never half a letter. */
export function headOf(text: string, columns: number): string {
  if (PLAIN.test(text)) return text.slice(0, Math.max(0, columns));
  let left = columns;
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    left -= columnsOf(segment);
    if (left < 0) return text.slice(0, index);
  }
  return text;
}

function columnsOf(character: string): number {
  if (INVISIBLE.test(character)) return 0;
  return PICTURE.test(character) || WIDE.test(character) ? 2 : 1;
}
