import { hasLiteralWildcard, spellingOf } from "../glob.ts";

/** What stands in a sentence without being mistaken for a part of it. */
const PLAIN = /^[\p{L}\p{N}*?#@._+/()&:'-]+(?: [\p{L}\p{N}*?#@._+/()&:'-]+)*$/u;
const JOINING = /\b(?:or|only|without|by|to|on|of|and|with)\b/i;

/**
 * A pattern inside a sentence, on one line: in quotes where it could be read as more than a name, and as it would be typed
 * where a `*` or `?` in it means itself.
 */
export function printQuoted(pattern: string): string {
  const text = hasLiteralWildcard(pattern) ? pattern : spellingOf(pattern);
  if (PLAIN.test(text) && !JOINING.test(text)) return text;
  const line = text.replace(/\s+/g, " ").replaceAll('"', "'").toWellFormed();
  return `"${line}"`;
}
