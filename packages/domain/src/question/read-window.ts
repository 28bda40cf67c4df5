import { type Mistake, mistakeAt, shown } from "../language/mistake.ts";
import { takePlainWords } from "../language/take-name.ts";
import type { Token } from "../language/token.ts";
import type { FoundWindow, WindowMatcher } from "./found-window.ts";
import { matchLast } from "./match-last.ts";
import { matchMisspelt, matchNamed } from "./match-named.ts";
import { matchFrom, matchOn, matchSince } from "./match-phrases.ts";
import { matchRange } from "./match-range.ts";
import type { AskContext } from "./question.ts";
import { type PhraseReader, readPhrase } from "./read-phrase.ts";
import type { TimeWindow } from "./time-window.ts";

/** A window among tokens, and the tokens without it. */
export interface ReadWindow {
  /** Absent where none was named, or a mistaken one. */
  readonly window?: TimeWindow;
  readonly rest: readonly Token[];
  readonly mistakes: readonly Mistake[];
}

const MATCHERS: readonly WindowMatcher[] = [
  matchLast,
  matchNamed,
  matchSince,
  matchOn,
  matchFrom,
  matchRange,
  matchMisspelt,
];
const KEYWORDS: ReadonlySet<string> = new Set(["last", "since", "from", "on", "window"]);
/** More words than any window has. */
const MOST_WORDS = 24;
/** A question has one window; only so many are looked at, so that reading stays linear whatever the text. */
const MOST_READ = 4;

/**
 * Takes the window out of the plain words of a question, wherever it stands among them. A second one is a mistake. What
 * only looks like a window is a mistake too and not a word of the rest, since nobody would notice; in quotes it is a word.
 *
 * Windows are exact: `last 24h` is 24 hours to the second. What names days does so in the asker's zone, where a day may
 * have 23 or 25 hours. A time that clocks skip moves forward; one that comes twice is the first of both where a window
 * begins and the last where it ends. All is cut to whole seconds.
 */
export function readWindow(
  tokens: readonly Token[],
  context: AskContext,
  byPhrase: PhraseReader = readPhrase,
): ReadWindow {
  const rest: Token[] = [];
  const mistakes: Mistake[] = [];
  let window: TimeWindow | undefined;
  let windows = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const seen = windows < MOST_READ ? lookAt(tokens, index, context, byPhrase) : undefined;
    if (seen === undefined || seen.used === 0) {
      rest.push(token);
      continue;
    }
    windows += 1;
    const last = tokens[index + seen.used - 1] ?? token;
    const place = { at: token.at, length: last.at + last.length - token.at };
    if (windows > 1 && seen.mistakes.length === 0)
      mistakes.push(mistakeAt(place, "this is a second window: a question has one"));
    mistakes.push(...seen.mistakes);
    window ??= seen.window;
    index += seen.used - 1;
  }
  return { ...(window && { window }), rest, mistakes };
}

function lookAt(
  tokens: readonly Token[],
  index: number,
  context: AskContext,
  byPhrase: PhraseReader,
): FoundWindow | undefined {
  const token = tokens[index];
  if (token?.kind === "term") {
    const keyword = token.key.text.toLowerCase();
    if (token.negated || !KEYWORDS.has(keyword)) return undefined;
    const values = token.values
      .map(({ text }) => text)
      .join(" ")
      .trim();
    const meant = [keyword === "window" ? "" : keyword, values].filter((text) => text !== "").join(" ");
    const mistake = mistakeAt(token, `a window has no colon behind ${shown(token.key.text)}`, meant || undefined);
    return { used: 1, mistakes: [mistake] };
  }
  const words = takePlainWords(tokens.slice(index, index + MOST_WORDS), 0);
  if (words.length === 0) return undefined;
  for (const matcher of MATCHERS) {
    const seen = matcher(words, context, byPhrase);
    if (seen) return seen;
  }
  return undefined;
}
