import { FixedOffsetZone, IANAZone, type Zone } from "luxon";
import type { CalendarDay } from "./calendar-day.ts";

/** A time of day. */
export interface DayTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a clock on the wall shows. */
export interface LocalTime extends CalendarDay, DayTime {}

/** The start of every day, but where clocks skip it. */
export const MIDNIGHT: DayTime = { hour: 0, minute: 0, second: 0 };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The zone of an IANA name; UTC where the name is not known. */
export function zoneNamed(timeZone: string): Zone {
  return IANAZone.isValidZone(timeZone) ? IANAZone.create(timeZone) : FixedOffsetZone.utcInstance;
}

/** The zone that is always that many minutes ahead of UTC. */
export function zoneAhead(offsetMinutes: number): Zone {
  return FixedOffsetZone.instance(offsetMinutes);
}

/**
 * When a clock in the zone shows that time, epoch milliseconds. A time that clocks skip in spring moves forward by what
 * they skip. A time that comes twice in autumn is the first or the last of both, as asked.
 */
export function instantOf(
  { year, month, day }: CalendarDay,
  time: DayTime,
  zone: Zone,
  which: "first" | "last",
): number {
  const shownMs = Date.UTC(year, month - 1, day, time.hour, time.minute, time.second);
  const before = zone.offset(shownMs - DAY_MS);
  const after = zone.offset(shownMs + DAY_MS);
  const candidates = [before, after].map((offset) => shownMs - offset * MINUTE_MS);
  const real = candidates.filter((ms) => ms + zone.offset(ms) * MINUTE_MS === shownMs);
  if (real.length === 0) return shownMs - before * MINUTE_MS;
  return which === "first" ? Math.min(...real) : Math.max(...real);
}

/** What a clock in the zone shows at an instant. */
export function localTimeAt(ms: number, zone: Zone): LocalTime {
  const date = new Date(ms + zone.offset(ms) * MINUTE_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}
