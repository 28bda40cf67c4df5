/** A day of the calendar, in no zone. Months count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day that many days, or else months, later; a month's day 1 stays day 1. */
export function addDays({ year, month, day }: CalendarDay, days: number): CalendarDay {
  return dayOf(new Date(Date.UTC(year, month - 1, day + days)));
}

/** The first day of the month, that many months later. */
export function firstOfMonth({ year, month }: CalendarDay, months = 0): CalendarDay {
  return dayOf(new Date(Date.UTC(year, month - 1 + months, 1)));
}

/** 1 for Monday to 7 for Sunday. @see https://en.wikipedia.org/wiki/ISO_week_date */
export function isoWeekday({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

/** The Monday of the day's week, that many weeks later. */
export function mondayOf(day: CalendarDay, weeks = 0): CalendarDay {
  return addDays(day, 1 - isoWeekday(day) + 7 * weeks);
}

/** Whether the calendar has that day. */
export function isDay({ year, month, day }: CalendarDay): boolean {
  const real = dayOf(new Date(Date.UTC(year, month - 1, day)));
  return real.year === year && real.month === month && real.day === day;
}

function dayOf(date: Date): CalendarDay {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
