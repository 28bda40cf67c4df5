import { mistakeAt, shown } from "../language/mistake.ts";
import { type DurationBounds, parseDuration, sumDuration } from "../language/parse-duration.ts";
import type { Part } from "../language/token.ts";
import {
  type FoundWindow,
  found,
  foundMistake,
  placeOfWords,
  textOfWords,
  type WindowMatcher,
} from "./found-window.ts";
import type { AskContext } from "./question.ts";
import { LONGEST_PHRASE, readMoment } from "./read-moment.ts";
import { cutNow, settleOn } from "./settle-window.ts";
import { isTimeWord, isWeekday } from "./time-words.ts";

/** "1 week and 2 days and 3 hours and 4 minutes and 5 seconds" has 14 words. */
const MOST_WORDS = 14;
const BOUNDS: DurationBounds = { leastMs: 1000, mostMs: 3660 * 86_400_000 };
const NUMBER = /^\d+(?:[.,]\d+)?$/;
/** Units without one exact length, with what may be written for them. */
const ODD_UNITS: readonly { readonly word: RegExp; readonly times: number; readonly unit: string }[] = [
  { word: /^fortnights?$/i, times: 2, unit: "weeks" },
  { word: /^months?$/i, times: 30, unit: "days" },
  { word: /^quarters?$/i, times: 90, unit: "days" },
  { word: /^years?$/i, times: 365, unit: "days" },
];

/** `last 24h`, `last 3 days`, `last hour`: exact, up to now. `last week`, `last month`, `last friday`: the whole of it. */
export const matchLast: WindowMatcher = (words, context, byPhrase) => {
  const [last, next] = words;
  const typed = last?.text.toLowerCase();
  if (last === undefined || (typed !== "last" && typed !== "past")) return undefined;
  if (next === undefined || !(isTimeWord(next.text) || isOddUnit(next.text))) {
    if (typed === "past") return undefined;
    const message = `${shown(last.text)} what? Write \`last 24h\` or \`last week\`, or put a name that has it in quotes`;
    return foundMistake(1, mistakeAt(last, message));
  }
  if (/^\d/.test(next.text)) return lastDuration(words, context);
  if (typed === "past") return undefined;
  const alone = sumDuration(`1 ${next.text}`);
  if (alone.kind === "understood" && !/^w/i.test(next.text)) return upToNow(2, alone.ms, context);
  return lastPeriod(last, next, context, byPhrase);
};

/** How many of the words are a duration at their start. */
export function countDurationWords(words: readonly Part[]): number {
  if (!/^\d/.test(words[0]?.text ?? "")) return 0;
  for (let count = Math.min(MOST_WORDS, words.length); count > 0; count -= 1) {
    const text = textOfWords(words.slice(0, count));
    if (text.length <= LONGEST_PHRASE && sumDuration(text).kind === "understood") return count;
  }
  return 0;
}

function lastDuration(words: readonly Part[], context: AskContext): FoundWindow {
  const behind = words.slice(1);
  const count = countDurationWords(behind);
  if (count === 0) return almostDuration(behind);
  const said = behind.slice(0, count);
  const parsed = parseDuration(textOfWords(said), BOUNDS);
  if (parsed.kind === "understood") return upToNow(count + 1, parsed.ms, context);
  return foundMistake(count + 1, { ...parsed.mistake, ...placeOfWords(said) });
}

function upToNow(used: number, ms: number, context: AskContext): FoundWindow {
  const toMs = cutNow(context);
  return found(used, { fromMs: toMs - ms, toMs });
}

function almostDuration([amount, unit]: readonly Part[]): FoundWindow {
  if (amount === undefined) return { used: 1, mistakes: [] };
  if (!NUMBER.test(amount.text)) {
    const joined = /^(\d+)(\p{L}+)$/u.exec(amount.text.slice(0, LONGEST_PHRASE));
    const odd = joined?.[1] && joined[2] ? inExactUnits(joined[1], joined[2]) : undefined;
    if (odd !== undefined) return foundMistake(2, mistakeAt(amount, `${shown(amount.text)} has no exact length`, odd));
    const sum = sumDuration(amount.text.slice(0, LONGEST_PHRASE));
    const suggestion = sum.kind === "mistaken" ? sum.mistake.suggestion : undefined;
    if (suggestion === undefined || sum.kind !== "mistaken")
      return foundMistake(
        2,
        mistakeAt(amount, `${shown(amount.text)} is no duration: write one such as \`24h\` or \`3 days\``),
      );
    return foundMistake(2, { ...sum.mistake, at: amount.at + sum.mistake.at });
  }
  const number = amount.text;
  if (unit === undefined) return foundMistake(2, ofWhat(amount));
  const odd = inExactUnits(number, unit.text);
  if (odd !== undefined) {
    const place = placeOfWords([amount, unit]);
    return foundMistake(3, mistakeAt(place, `${shown(`${number} ${unit.text}`)} has no exact length`, odd));
  }
  const sum = sumDuration(`1 ${unit.text.slice(0, LONGEST_PHRASE)}`);
  const suggestion = sum.kind === "mistaken" ? sum.mistake.suggestion : undefined;
  if (suggestion === undefined) return foundMistake(2, ofWhat(amount));
  return foundMistake(3, mistakeAt(unit, `${shown(unit.text)} is no unit of time`, suggestion));
}

function ofWhat(amount: Part) {
  return mistakeAt(amount, `${shown(amount.text)} of what`, `${amount.text.slice(0, LONGEST_PHRASE)}h`);
}

function isOddUnit(word: string): boolean {
  return ODD_UNITS.some((odd) => odd.word.test(word));
}

function inExactUnits(amount: string, word: string): string | undefined {
  const odd = ODD_UNITS.find((unit) => unit.word.test(word));
  const count = Number(amount.replace(",", "."));
  return odd && Number.isFinite(count) ? `${Math.round(count * odd.times)} ${odd.unit}` : undefined;
}

function lastPeriod(last: Part, next: Part, context: AskContext, byPhrase: Parameters<WindowMatcher>[2]): FoundWindow {
  const words = [last, next];
  const text = textOfWords(words);
  const isPeriod = isWeekday(next.text) || /^(?:week|month)$/i.test(next.text);
  const reading = isPeriod ? readMoment(text, context, byPhrase) : undefined;
  if (reading?.kind !== "moment") {
    const odd = inExactUnits("1", next.text);
    if (odd !== undefined) return foundMistake(2, mistakeAt(next, `${shown(next.text)} has no exact length`, odd));
    const isPast = readMoment(text, context, byPhrase).kind === "moment";
    const message = `${shown(text)} is no stretch of time`;
    return foundMistake(2, mistakeAt(placeOfWords(words), message, isPast ? `since ${text}` : "last 24h"));
  }
  const settled = settleOn(reading.moment, context);
  if (settled.kind === "window") return found(2, settled.window);
  return foundMistake(2, mistakeAt(placeOfWords(words), settled.message));
}
