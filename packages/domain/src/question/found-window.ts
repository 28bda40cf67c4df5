import type { Mistake, Place } from "../language/mistake.ts";
import type { Part } from "../language/token.ts";
import type { AskContext } from "./question.ts";
import type { PhraseReader } from "./read-phrase.ts";
import type { TimeWindow } from "./time-window.ts";

/** What begins like a window: how many words it takes, and the window or its mistakes. */
export interface FoundWindow {
  readonly used: number;
  readonly window?: TimeWindow;
  readonly mistakes: readonly Mistake[];
}

/** Looks for one kind of window at the first of the words; undefined where none begins there. */
export type WindowMatcher = (
  words: readonly Part[],
  context: AskContext,
  byPhrase: PhraseReader,
) => FoundWindow | undefined;

/** A window that takes that many words. */
export function found(used: number, window: TimeWindow): FoundWindow {
  return { used, window, mistakes: [] };
}

/** Words that were meant as a window and are none. */
export function foundMistake(used: number, mistake: Mistake): FoundWindow {
  return { used, mistakes: [mistake] };
}

/** From the first of the words to the last. */
export function placeOfWords(words: readonly Part[]): Place {
  const at = words[0]?.at ?? 0;
  const last = words.at(-1);
  return { at, length: last === undefined ? 0 : last.at + last.length - at };
}

/** The words as one text. */
export function textOfWords(words: readonly Part[]): string {
  return words.map(({ text }) => text).join(" ");
}
