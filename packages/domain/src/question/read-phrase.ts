import type { ParsedComponents } from "chrono-node";
import { casual } from "chrono-node/en";
import type { CalendarDay } from "./calendar-day.ts";
import type { DayTime } from "./local-time.ts";
import type { Moment, MomentDate } from "./moment.ts";

/** Reads a phrase of plain English as a moment, given the day it is for the asker; undefined where it is none. */
export type PhraseReader = (phrase: string, today: CalendarDay) => Moment | undefined;

/** Times of day that have a name and no certain hour; chrono's own hours are taken, and the answer says which. */
const NAMED_HOURS = ["morning", "afternoon", "evening", "tonight"].map((word) => `casualReference/${word}`);
const WEEKDAY_OF_WEEK = /\b(?:last|past|previous|this|next)\b/;
const LEAP_DAY: CalendarDay = { year: 2028, month: 2, day: 29 };

/**
 * Reads dates and times by chrono. Only what chrono read from the phrase itself is used: its guesses of which Monday or
 * year is meant are made here again, since it counts with the machine's zone and prefers the nearest date over the latest.
 * So that the machine's zone cannot matter, chrono is told that it is noon.
 *
 * @see https://github.com/wanasit/chrono#readme on certain and implied components.
 */
export const readPhrase: PhraseReader = (phrase, today) => {
  // 29 February is no date at all to chrono in other years.
  return readBy(phrase, today) ?? (/\b29\b|\b29th\b/.test(phrase) ? readBy(phrase, LEAP_DAY) : undefined);
};

function readBy(phrase: string, { year, month, day }: CalendarDay): Moment | undefined {
  const noon = new Date(Date.UTC(year, month - 1, day, 12));
  const [result, another] = casual.parse(phrase, { instant: noon, timezone: 0 });
  if (result === undefined || another !== undefined || result.end) return undefined;
  if (result.index !== 0 || result.text.length !== phrase.length) return undefined;
  const { start } = result;
  // An hour counted from noon would be wrong.
  if (start.tags().has("result/relativeDateAndTime") || start.tags().has("casualReference/now")) return undefined;
  const time = timeOf(start);
  const date = dateOf(phrase, start, time !== undefined);
  if (date === undefined) return undefined;
  const offsetMinutes = start.isCertain("timezoneOffset") ? start.get("timezoneOffset") : null;
  return {
    kind: "calendar",
    date,
    ...(time && { time }),
    ...(offsetMinutes === null ? {} : { offsetMinutes }),
  };
}

function timeOf(start: ParsedComponents): DayTime | undefined {
  const isNamed = NAMED_HOURS.some((tag) => start.tags().has(tag));
  if (!start.isCertain("hour") && !isNamed) return undefined;
  return { hour: start.get("hour") ?? 0, minute: start.get("minute") ?? 0, second: start.get("second") ?? 0 };
}

function dateOf(phrase: string, start: ParsedComponents, hasTime: boolean): MomentDate | undefined {
  const first = { year: start.get("year") ?? 0, month: start.get("month") ?? 0, day: start.get("day") ?? 0 };
  const weekday = start.get("weekday");
  if (start.isCertain("day") && start.isCertain("month")) {
    if (start.isCertain("year")) return { every: "once", first, unit: "day" };
    return { every: "year", month: first.month, day: first.day };
  }
  if (start.isCertain("weekday") && weekday !== null) {
    if (WEEKDAY_OF_WEEK.test(phrase)) return { every: "once", first, unit: "day" };
    return { every: "week", weekday: weekday === 0 ? 7 : weekday };
  }
  if (start.isCertain("month")) {
    if (start.tags().has("result/relativeDate")) return { every: "once", first, unit: "day" };
    if (!start.isCertain("year")) return hasTime ? undefined : { every: "year", month: first.month };
    // A year of two digits is a day that this month does not have.
    return /\d{4}/.test(phrase) && !hasTime ? { every: "once", first: { ...first, day: 1 }, unit: "month" } : undefined;
  }
  const knowsNothing = !start.isCertain("day") && !start.isCertain("year");
  return hasTime && knowsNothing && !start.tags().has("result/relativeDate") ? { every: "day" } : undefined;
}
