import { DURATION_UNITS } from "../language/duration-units.ts";
import { sumDuration } from "../language/parse-duration.ts";
import { type CalendarDay, addDays, firstOfMonth, isDay, mondayOf } from "./calendar-day.ts";
import { instantOf, localTimeAt, zoneAhead, zoneNamed } from "./local-time.ts";
import type { Moment } from "./moment.ts";
import type { AskContext } from "./question.ts";
import { type PhraseReader, readPhrase } from "./read-phrase.ts";

/** A moment; or why a phrase is none, where that can be said; or that it is not even nearly one. */
export type MomentReading =
  | { readonly kind: "moment"; readonly moment: Moment }
  | { readonly kind: "mistaken"; readonly message: string; readonly suggestion?: string }
  | { readonly kind: "nothing" };

/** Longer phrases are not looked at, so that reading stays linear in the text. */
export const LONGEST_PHRASE = 60;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:t([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(z|[+-](?:0\d|1[0-8]):?[0-5]\d)?)?$/;
const AGO = /^(?:(an?|half an?)\s+)?(.+)\s+ago$/;
const BOTH_WAYS = /(?:^|\s)((\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?)(?=[\s,]|$)/;
const DAY_FIRST = /\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b/;

/**
 * Reads one phrase: an ISO date or time, "now", a named day, week or month, "2 hours ago" (exact to the second), or what
 * chrono reads. Case, kinds of dashes and a comma at the end make no difference.
 */
export function readMoment(typed: string, context: AskContext, byPhrase: PhraseReader = readPhrase): MomentReading {
  if (typed.length > LONGEST_PHRASE) return { kind: "nothing" };
  const phrase = typed
    .trim()
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, "-")
    .replace(/,$/, "");
  const today = localTimeAt(context.nowMs, zoneNamed(context.timeZone));
  if (phrase === "now") return instant(context.nowMs);
  const named = readNamed(phrase, today);
  if (named) return { kind: "moment", moment: named };
  const iso = ISO.exec(phrase);
  if (iso) return readIso(typed, iso);
  const duration = readDuration(phrase, context.nowMs);
  if (duration) return duration;
  const twoWays = readTwoWays(phrase, today.year);
  if (twoWays) return twoWays;
  const moment = byPhrase(inOtherWords(phrase), today);
  return moment ? { kind: "moment", moment } : { kind: "nothing" };
}

function instant(ms: number): MomentReading {
  return { kind: "moment", moment: { kind: "instant", ms: Math.floor(ms / 1000) * 1000 } };
}

function readNamed(phrase: string, today: CalendarDay): Moment | undefined {
  const once = (first: CalendarDay, unit: "day" | "week" | "month"): Moment => ({
    kind: "calendar",
    date: { every: "once", first: { year: first.year, month: first.month, day: first.day }, unit },
  });
  switch (phrase) {
    case "today":
      return once(today, "day");
    case "yesterday":
      return once(addDays(today, -1), "day");
    case "this week":
      return once(mondayOf(today), "week");
    case "last week":
      return once(mondayOf(today, -1), "week");
    case "this month":
      return once(firstOfMonth(today), "month");
    case "last month":
      return once(firstOfMonth(today, -1), "month");
    default:
      return undefined;
  }
}

function readIso(typed: string, [, year, month, day, hour, minute, second, zone]: RegExpExecArray): MomentReading {
  const first = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isDay(first)) return { kind: "mistaken", message: `the calendar has no \`${typed.slice(0, 10)}\`` };
  const date = { every: "once", first, unit: "day" } as const;
  if (hour === undefined) return { kind: "moment", moment: { kind: "calendar", date } };
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) };
  if (zone === undefined) return { kind: "moment", moment: { kind: "calendar", date, time } };
  return instant(instantOf(first, time, zoneAhead(offsetMinutes(zone)), "first"));
}

function offsetMinutes(zone: string): number {
  if (zone === "z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

function readDuration(phrase: string, nowMs: number): MomentReading | undefined {
  const [, article, amount] = AGO.exec(phrase) ?? [];
  if (amount === undefined) {
    if (sumDuration(phrase).kind !== "understood") return undefined;
    return { kind: "mistaken", message: `\`${phrase}\` is how long, not when`, suggestion: `${phrase} ago` };
  }
  const isUnit = DURATION_UNITS.some(({ words }) => words.some((word) => word === amount));
  if (article !== undefined && !isUnit) return undefined;
  const count = article === undefined ? "" : article.startsWith("half") ? "0.5 " : "1 ";
  const sum = sumDuration(count + amount);
  return sum.kind === "understood" ? instant(Math.floor(nowMs / 1000) * 1000 - sum.ms) : undefined;
}

function readTwoWays(phrase: string, thisYear: number): MomentReading | undefined {
  const [, date, one, other, year = String(thisYear)] = BOTH_WAYS.exec(phrase) ?? [];
  if (one === undefined || other === undefined || one === other) return undefined;
  if (Number(one) > 12 || Number(other) > 12 || Number(one) < 1 || Number(other) < 1) return undefined;
  const message = `\`${date}\` can be read two ways: write \`${isoDate(year, other, one)}\` or \`${isoDate(year, one, other)}\``;
  return { kind: "mistaken", message };
}

function isoDate(year: string, month: string, day: string): string {
  return [year.padStart(4, "20"), month.padStart(2, "0"), day.padStart(2, "0")].join("-");
}

/**
 * What chrono would read otherwise: it takes midnight for the coming one, a last night by the machine's zone, and dates
 * with dots month first.
 */
function inOtherWords(phrase: string): string {
  return phrase
    .replace(/^the /, "")
    .replace(/\bmidnight\b/, "0:00")
    .replace(/\blast night\b/, "yesterday evening")
    .replace(DAY_FIRST, (_, day: string, month: string, year: string) => isoDate(year, month, day));
}
