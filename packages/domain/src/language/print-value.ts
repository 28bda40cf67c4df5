const PLAIN_WORD = /^[\p{L}\p{N}*?][\p{L}\p{N}*?#@._+/()-]*$/u;
const PLAIN_VALUE = /^[\p{L}\p{N}*?@][\p{L}\p{N}*?#@._+/():-]*$/u;

/** A word as it must be typed to be read back as one word: in quotes where it has to be. */
export function printWord(text: string): string {
  return PLAIN_WORD.test(text) ? text : inQuotes(text);
}

/** A value behind `key:`, in quotes where it has to be. */
export function printValue(text: string): string {
  return PLAIN_VALUE.test(text) ? text : inQuotes(text);
}

/** A text in quotes, whatever it holds. */
export function inQuotes(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
