import type { Zone } from "luxon";
import { addDays, type CalendarDay, firstOfMonth, isDay, isoWeekday } from "./calendar-day.ts";
import { type DayTime, instantOf, localTimeAt, MIDNIGHT, zoneAhead } from "./local-time.ts";
import type { TimeWindow } from "./time-window.ts";

/** Days that a phrase means: one, or one of each week, month and year until it is known which. */
export type MomentDate =
  | { readonly every: "once"; readonly first: CalendarDay; readonly unit: "day" | "week" | "month" }
  | { readonly every: "day" }
  /** 1 for Monday to 7 for Sunday. */
  | { readonly every: "week"; readonly weekday: number }
  /** Without a day: the whole month. */
  | { readonly every: "year"; readonly month: number; readonly day?: number };

/** What a phrase such as "monday 9am" means before it is known which Monday. */
export type Moment =
  | { readonly kind: "instant"; readonly ms: number }
  | {
      readonly kind: "calendar";
      readonly date: MomentDate;
      /** Absent: the whole of the date. */
      readonly time?: DayTime;
      /** A zone that was named with the time, in minutes ahead of UTC. */
      readonly offsetMinutes?: number;
    };

/** The next 29 February is eight years away at most. */
const MOST_STEPS = 9;

/** Whether the moment is the same whenever it is asked for. */
export function isFixed(moment: Moment): boolean {
  return moment.kind === "instant" || moment.date.every === "once";
}

/** What the moment covers: the last time that it begins before an instant; a fixed one whenever it is. */
export function latestSpan(moment: Moment, beforeMs: number, zone: Zone): TimeWindow | undefined {
  return spans(moment, beforeMs, -1, zone).find((span) => isFixed(moment) || span.fromMs < beforeMs);
}

/** What the moment covers: the first time that it ends after an instant; a fixed one whenever it is. */
export function nextSpan(moment: Moment, afterMs: number, zone: Zone): TimeWindow | undefined {
  return spans(moment, afterMs, 1, zone).find((span) => isFixed(moment) || span.toMs > afterMs);
}

function spans(moment: Moment, nearMs: number, step: 1 | -1, zone: Zone): readonly TimeWindow[] {
  if (moment.kind === "instant") return [{ fromMs: moment.ms, toMs: moment.ms }];
  const { date, time, offsetMinutes } = moment;
  const own = offsetMinutes === undefined ? zone : zoneAhead(offsetMinutes);
  return daysNear(date, localTimeAt(nearMs, own), step).map((first) => {
    if (time) return { fromMs: instantOf(first, time, own, "first"), toMs: instantOf(first, time, own, "last") };
    return {
      fromMs: instantOf(first, MIDNIGHT, own, "first"),
      toMs: instantOf(dayAfter(first, date), MIDNIGHT, own, "first"),
    };
  });
}

/** The days a date can mean, from a day on or back. */
function daysNear(date: MomentDate, near: CalendarDay, step: 1 | -1): readonly CalendarDay[] {
  const steps = Array.from({ length: MOST_STEPS }, (_, index) => index * step);
  switch (date.every) {
    case "once":
      return [date.first];
    case "day":
      return steps.map((days) => addDays(near, days));
    case "week": {
      const nearest = addDays(near, date.weekday - isoWeekday(near));
      return steps.map((weeks) => addDays(nearest, 7 * weeks)).filter((day) => isOnOrPast(day, near, step));
    }
    case "year":
      return steps.map((years) => ({ year: near.year + years, month: date.month, day: date.day ?? 1 })).filter(isDay);
  }
}

function isOnOrPast(day: CalendarDay, near: CalendarDay, step: 1 | -1): boolean {
  return (orderOf(day) - orderOf(near)) * step >= 0;
}

function orderOf({ year, month, day }: CalendarDay): number {
  return (year * 100 + month) * 100 + day;
}

function dayAfter(first: CalendarDay, date: MomentDate): CalendarDay {
  const isMonth = date.every === "once" ? date.unit === "month" : date.every === "year" && date.day === undefined;
  if (isMonth) return firstOfMonth(first, 1);
  return addDays(first, date.every === "once" && date.unit === "week" ? 7 : 1);
}
