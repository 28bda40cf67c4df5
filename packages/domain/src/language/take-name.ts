import { bareWord, isPlainWord, type Part, type Token } from "./token.ts";

/** The name a command begins with, and the tokens behind it. */
export interface TakenName {
  readonly name?: Part;
  readonly rest: readonly Token[];
}

/**
 * Takes the name at the start of a command's words. Job names often have several words and people do not quote them, so
 * it is all the plain words up to the first `key:value`, quote or minus, joined by single spaces:
 * `Nightly Regression on:failures` names "Nightly Regression". A name in quotes is that text alone.
 * Words that come later are not part of it.
 */
export function takeName(tokens: readonly Token[]): TakenName {
  const [first] = tokens;
  if (first?.kind === "word" && first.quoted && !first.negated) return { name: first, rest: tokens.slice(1) };
  const words = takePlainWords(tokens, 0);
  const last = words.at(-1);
  if (first === undefined || last === undefined) return { rest: tokens };
  const text = words.map((word) => word.text).join(" ");
  const name = bareWord(first.at, last.at + last.length - first.at, text);
  return { name, rest: tokens.slice(words.length) };
}

/** The unbroken run of plain words from an index on. */
export function takePlainWords(tokens: readonly Token[], from: number): readonly Part[] {
  const words: Part[] = [];
  for (let index = from; ; index += 1) {
    const token = tokens[index];
    if (!isPlainWord(token)) return words;
    words.push(token);
  }
}
