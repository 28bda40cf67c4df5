/** What no text of ours may hold: control characters, and marks that would turn the direction of what follows. */
const UNWANTED = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;

/** Foreign text of several lines made harmless to show: well-formed, `\n` line ends, no control characters. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(UNWANTED, "");
}

/** The same for one line: every kind of white space that could break the line becomes a space. */
export function cleanLineText(text: string): string {
  return cleanText(text).replace(/[\n\t]+/g, " ");
}

/** Cuts well-formed text to `max` UTF-16 units, an ellipsis included, never inside a character. */
export function clampText(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return "";
  const kept = text.slice(0, max - 1);
  const last = kept.charCodeAt(kept.length - 1);
  return `${last >= 0xd800 && last <= 0xdbff ? kept.slice(0, -1) : kept}…`;
}
