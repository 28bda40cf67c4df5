import { DURATION_UNITS } from "../language/duration-units.ts";
import { suggest } from "../language/suggest.ts";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const SHORT = ["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"];
const SHORT_MONTHS = MONTHS.map((month) => month.slice(0, 3));
/** The days and times that have a name, as {@link nearestTimeWord} suggests them. */
const NAMED = [
  "yesterday",
  "today",
  "tomorrow",
  "now",
  "noon",
  "midday",
  "midnight",
  "morning",
  "afternoon",
  "evening",
];
const BETWEEN = [
  "tonight",
  "night",
  "ago",
  "a",
  "an",
  "half",
  "the",
  "at",
  "of",
  "on",
  "and",
  "last",
  "past",
  "this",
  "next",
];
const UNITS = [...DURATION_UNITS.flatMap(({ words }) => words), "month", "months"];
const BEHIND_TIMES = ["am", "pm", "a.m.", "p.m.", "utc", "gmt", "z"];
/** Times are in the asker's zone. Short names of others mean different things in different places and seasons. */
const ZONES: ReadonlySet<string> = new Set(
  "acst aedt aest awst bst cdt cest cet cst eat edt eest eet est hst ist jst kst msk mdt mst nzdt nzst pdt pst sast wat west wet".split(
    " ",
  ),
);

const TIME_WORDS: ReadonlySet<string> = new Set([
  ...WEEKDAYS,
  ...MONTHS,
  ...SHORT,
  ...SHORT_MONTHS,
  "sept",
  ...NAMED,
  ...BETWEEN,
  ...UNITS,
  ...BEHIND_TIMES,
]);

/** Whether a word can be part of a phrase such as "monday 9am" or "22nd of November, 14:05". */
export function isTimeWord(word: string): boolean {
  return /^\d/.test(word) || TIME_WORDS.has(word.toLowerCase().replace(/,$/, ""));
}

/** Whether a word is the short name of a time zone. */
export function isZoneName(word: string): boolean {
  return ZONES.has(word.toLowerCase());
}

/** Whether a word is the name of a weekday. */
export function isWeekday(word: string): boolean {
  const typed = word.toLowerCase();
  return typed.length > 2 && [...WEEKDAYS, ...SHORT].includes(typed);
}

/** Whether a word is the name or number of a day or time, not just any number. */
export function isDayOrTime(word: string): boolean {
  return /^\d+(?:[:-]\d|[ap]m$)/i.test(word) || isWeekday(word) || [...NAMED, ...MONTHS].includes(word.toLowerCase());
}

/** The day, month or time of day whose name a word nearly is. */
export function nearestTimeWord(word: string): string | undefined {
  return suggest(word, [...WEEKDAYS, ...NAMED, ...MONTHS]);
}
