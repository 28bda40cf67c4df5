import { Cursor } from "./cursor.ts";
import { type Mistake, mistakeAt, shown } from "./mistake.ts";
import { takeQuoted } from "./take-quoted.ts";
import { bareWord, type Part, type Token } from "./token.ts";

const BLANKS = /[\s\u200B]+/y;
const WORD = /[^\s\u200B]+/y;
const LISTED = /[^\s\u200B,]+/y;
const COMMA = /,/y;
/** Phones and word processors write other dashes for a minus, and one long dash for two. A dash that stands alone is a word. */
const MINUS = /[-‐‑‒–—−]+(?![-‐‑‒–—−\s\u200B]|$)/y;
/** Neither a link (`https://…`) nor a qualified name (`Suite::test`) begins with a key. */
const KEY = /\p{L}[\p{L}\p{N}_-]*:(?!\/\/|:)/uy;

/** The tokens of a text, and what is wrong with its quotes. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly mistakes: readonly Mistake[];
}

/**
 * Splits a text into words and terms, each with its place in the whole text. Never throws; linear in the length of the text.
 *
 * A quote opens only at the start of a word or value. Where one is never closed it is a mistake and reading goes on
 * behind it as if it were not there, so that other mistakes are found too.
 *
 * @param from Where to begin; places still count from the start of the text.
 */
export function tokenize(text: string, from = 0): Tokens {
  const cursor = new Cursor(text, from);
  const unclosed = new Set<string>();
  const tokens: Token[] = [];
  const mistakes: Mistake[] = [];

  function takePart(bare: RegExp): Part {
    const at = cursor.position;
    const quoted = takeQuoted(cursor, unclosed);
    const quoteEnd = cursor.position;
    const rest = cursor.take(bare) ?? "";
    if (quoted?.kind === "quoted") {
      if (rest !== "")
        mistakes.push(
          mistakeAt({ at: quoteEnd, length: rest.length }, `${shown(rest)} stands right behind a closing quote`),
        );
      return { at, length: quoteEnd - at, text: quoted.text, pattern: quoted.pattern, quoted: true };
    }
    if (quoted) mistakes.push(mistakeAt({ at, length: 1 }, `the quote ${shown(quoted.quote)} is never closed`));
    return bareWord(at, cursor.position - at, rest || (quoted?.quote ?? ""));
  }

  function takeList(): readonly Part[] {
    const values = [takePart(LISTED)];
    while (cursor.take(COMMA) !== undefined) values.push(takePart(LISTED));
    return values;
  }

  for (cursor.take(BLANKS); !cursor.atEnd; cursor.take(BLANKS)) {
    const at = cursor.position;
    const negated = cursor.take(MINUS) !== undefined;
    const keyAt = cursor.position;
    const key = cursor.take(KEY)?.slice(0, -1);
    if (key === undefined) {
      const word = takePart(WORD);
      tokens.push({ ...word, kind: "word", at, length: word.at + word.length - at, negated });
    } else {
      const values = takeList();
      const place = { at, length: cursor.position - at };
      tokens.push({
        kind: "term",
        ...place,
        negated,
        key: bareWord(keyAt, key.length, key),
        values,
      });
    }
  }
  return { tokens, mistakes };
}
