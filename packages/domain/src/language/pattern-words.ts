import { hasLiteralWildcard, spellingOf } from "../glob.ts";
import { inQuotes } from "./print-value.ts";

/** A pattern in a sentence: as it is spelled, or as it would be typed where a `*` or `?` in it means itself. */
export function patternWords(pattern: string): string {
  return hasLiteralWildcard(pattern) ? inQuotes(pattern) : spellingOf(pattern);
}
