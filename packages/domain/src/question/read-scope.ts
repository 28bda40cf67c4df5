import type { FilterKey } from "../filter.ts";
import { type Mistake, mistakeAt, shown } from "../language/mistake.ts";
import { sumDuration } from "../language/parse-duration.ts";
import { isPlainWord, type Token } from "../language/token.ts";
import { tokenize } from "../language/tokenize.ts";
import type { Tail } from "../language/verb.ts";
import type { AskContext } from "./question.ts";
import { readWindow } from "./read-window.ts";
import { cutNow } from "./settle-window.ts";
import { takeBy } from "./take-by.ts";
import type { TimeWindow } from "./time-window.ts";
import { isWeekday } from "./time-words.ts";

/** What a windowed question has beside its filter and job. */
export interface Scope {
  readonly window: TimeWindow;
  readonly windowWasDefaulted: boolean;
  readonly by?: FilterKey;
  /** All tokens, and those that are left. */
  readonly all: readonly Token[];
  readonly rest: readonly Token[];
  readonly mistakes: readonly Mistake[];
}

/** Reads window and key to count by. Without a window it is the time before now that is given. */
export function readScope(tail: Tail, context: AskContext, defaultMs: number): Scope {
  const { tokens, mistakes: quoteMistakes } = tokenize(tail.text, tail.at);
  const { window, rest, mistakes } = readWindow(tokens, context);
  const counted = takeBy(rest);
  const toMs = cutNow(context);
  return {
    window: window ?? { fromMs: toMs - defaultMs, toMs },
    windowWasDefaulted: window === undefined,
    ...(counted.by && { by: counted.by }),
    all: tokens,
    rest: counted.rest,
    mistakes: [...quoteMistakes, ...mistakes, ...counted.mistakes],
  };
}

const LONGEST_DURATION = 20;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}(?:T[\d:.+-]+Z?)?$/i;

/** The mistakes of bare words that are a whole duration or day: as part of a test's name nobody would notice them. */
export function almostWindows(tokens: readonly Token[]): readonly Mistake[] {
  return tokens.flatMap((token) => {
    if (!isPlainWord(token) || token.text.length > LONGEST_DURATION) return [];
    const { text } = token;
    const isDuration = /^\d/.test(text) && sumDuration(text).kind === "understood";
    if (!isDuration && !isWeekday(text) && !ISO_DAY.test(text)) return [];
    const message = `${shown(text)} alone is no window, and no part of a test's name without quotes`;
    return [mistakeAt(token, message, `${isDuration ? "last" : "on"} ${text}`)];
  });
}
