import { readWindow, tokenize, type AskContext } from "@perfecto-bot/domain";

const TERM = /^(-?\p{L}[\p{L}\p{N}_-]*:)(.+)$/su;

/**
 * A question from the words of a command line. One word is a whole question as typed. Of several, one with blanks was in
 * quotes for the shell, which took them away: so `job:"Nightly Regression"` and `"Login with card"` get theirs back. What
 * is a window, several terms, or has quotes of its own is taken as it is.
 */
export function joinWords(words: readonly string[], context: AskContext): string {
  const [first = "", ...others] = words;
  return [first, ...others.map((word) => quoted(word, context))].join(" ");
}

function quoted(word: string, context: AskContext): string {
  if (!/\s/u.test(word.trim()) || /["“”„«»]/u.test(word)) return word;
  const [, key = "", value = word] = TERM.exec(word) ?? [];
  const { tokens } = tokenize(value);
  if (tokens.some(({ kind }) => kind === "term")) return word;
  if (key === "" && isWindow(word, context)) return word;
  return `${key}"${value.trim().replaceAll("\\", "\\\\")}"`;
}

function isWindow(word: string, context: AskContext): boolean {
  const { window, mistakes } = readWindow(tokenize(word).tokens, context);
  return window !== undefined || mistakes.length > 0;
}
