import { canonicalGlob, globOf } from "../glob.ts";
import type { Cursor } from "./cursor.ts";

/**
 * Opening quotes and what closes them, as keyboards and phones of many languages write them.
 * @see https://en.wikipedia.org/wiki/Quotation_mark#Summary_table
 */
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["“", '”“"'],
  ["„", '“”"'],
  ["”", '”"'],
  ["'", "'"],
  ["‘", "’'"],
  ["’", "’'"],
  ["‚", "‘’'"],
  ["«", "»"],
  ["»", "«»"],
  ["‹", "›"],
  ["›", "‹›"],
]);

const ESCAPABLE: ReadonlySet<string> = new Set(["\\", ...CLOSERS.keys()]);
const WILDCARDS = "*?";
const APOSTROPHES = "'’";
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** What a quote at the cursor turned out to be. */
export type Quoted =
  | { readonly kind: "quoted"; readonly text: string; readonly pattern: string }
  /** The quote is never closed; the cursor stands behind it. */
  | { readonly kind: "unclosed"; readonly quote: string };

/**
 * Reads a quoted text at the cursor; undefined where no quote opens there.
 * A backslash keeps the quote or backslash behind it, makes a `*` or `?` mean itself, and is itself before anything else. An
 * apostrophe between letters closes nothing ('Don't stop'). The spaces that French writes inside « guillemets » are not part of the text.
 *
 * `unclosed` remembers quotes that are known to be closed nowhere further on, so that many of them still take linear time.
 */
export function takeQuoted(cursor: Cursor, unclosed: Set<string>): Quoted | undefined {
  const { text } = cursor;
  const quote = text[cursor.position];
  const closers = quote === undefined ? undefined : CLOSERS.get(quote);
  if (quote === undefined || closers === undefined) return undefined;
  const start = cursor.position + 1;
  cursor.position = start;
  if (unclosed.has(quote)) return { kind: "unclosed", quote };
  let content = "";
  let pattern = "";
  for (let index = start; index < text.length; index += 1) {
    const here = text.charAt(index);
    const next = text.charAt(index + 1);
    if (here === "\\" && (ESCAPABLE.has(next) || (next !== "" && WILDCARDS.includes(next)))) {
      content += next;
      pattern += globOf(next);
      index += 1;
    } else if (closers.includes(here) && !isApostrophe(text, index)) {
      cursor.position = index + 1;
      if (quote === "«") [content, pattern] = [content.trim(), pattern.trim()];
      return { kind: "quoted", text: content, pattern };
    } else {
      content += here;
      pattern += canonicalGlob(here);
    }
  }
  unclosed.add(quote);
  return { kind: "unclosed", quote };
}

function isApostrophe(text: string, index: number): boolean {
  return (
    APOSTROPHES.includes(text.charAt(index)) &&
    LETTER_OR_DIGIT.test(text.charAt(index - 1)) &&
    LETTER_OR_DIGIT.test(text.charAt(index + 1))
  );
}
