import { canonicalGlob } from "../glob.ts";

const PLAIN_WORD = /^[\p{L}\p{N}*?][\p{L}\p{N}*?#@._+/()-]*$/u;
const PLAIN_VALUE = /^[\p{L}\p{N}*?@][\p{L}\p{N}*?#@._+/():-]*$/u;

/** A pattern as it must be typed to be read back as one word: in quotes where it has to be. `globOf` makes one of a text. */
export function printWord(pattern: string): string {
  return PLAIN_WORD.test(pattern) ? pattern : inQuotes(pattern);
}

/** A pattern behind `key:`, in quotes where it has to be. */
export function printValue(pattern: string): string {
  return PLAIN_VALUE.test(pattern) ? pattern : inQuotes(pattern);
}

/** A pattern in quotes, whatever it holds. */
export function inQuotes(pattern: string): string {
  return `"${canonicalGlob(pattern).replaceAll('"', '\\"')}"`;
}
