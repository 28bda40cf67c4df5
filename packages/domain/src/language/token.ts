import type { Place } from "./mistake.ts";

/** A piece of text with its place. The place includes the quotes, the text does not. */
export interface Part extends Place {
  readonly text: string;
  /** The same as a pattern: in quotes, a backslash makes `*` and `?` mean themselves. */
  readonly pattern: string;
  readonly quoted: boolean;
}

/** A word or a quoted text that stands alone. Its place includes a leading minus. */
export interface WordToken extends Part {
  readonly kind: "word";
  readonly negated: boolean;
}

/** `[-]key:value[,value…]`. There is always at least one value; one that is missing has an empty text. */
export interface TermToken extends Place {
  readonly kind: "term";
  readonly negated: boolean;
  /** The key as typed, without the colon. */
  readonly key: Part;
  readonly values: readonly Part[];
}

/** What a command is made of behind its verb. */
export type Token = WordToken | TermToken;

/** Whether a token is a word without quotes and without minus: what unquoted names and durations are made of. */
export function isPlainWord(token: Token | undefined): token is WordToken {
  return token?.kind === "word" && !token.quoted && !token.negated;
}

/** A text without quotes: a backslash in it is itself. */
export function bareWord(at: number, length: number, text: string): Part {
  return { at, length, text, pattern: text.replaceAll("\\", "\\\\"), quoted: false };
}
