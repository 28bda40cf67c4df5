/** What a moment is written for: when it is read, and in which zone (the browser's own unless given). */
export interface Reading {
  readonly nowMs: number;
  readonly timeZone?: string;
}

const DAY_MS = 86_400_000;

/**
 * A moment in Slack's format of tokens such as `{date_short_pretty} at {time}`, in the reader's zone. The fallback
 * where the moment or a token is not known.
 * @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatSlackDate(epochS: number, format: string, fallback: string, reading: Reading): string {
  if (!Number.isFinite(epochS) || Math.abs(epochS) > 8_640_000_000) return fallback;
  let known = true;
  const written = format.replaceAll(/\{(\w+)\}/gu, (_, token: string) => {
    const text = formatToken(token, epochS * 1000, reading);
    known &&= text !== undefined;
    return text ?? "";
  });
  return known ? written : fallback;
}

/** The time of day as Slack writes it beside messages: "9:41 AM". */
export function formatClock(atMs: number, { timeZone }: Reading): string {
  return formatPart(atMs, { hour: "numeric", minute: "2-digit" }, timeZone);
}

/** A day as Slack's dividers write it: "Today", "Yesterday", "Monday, November 23rd". */
export function formatDay(atMs: number, reading: Reading): string {
  const near = nearDay(atMs, reading);
  if (near !== undefined) return near.charAt(0).toUpperCase() + near.slice(1);
  return `${formatPart(atMs, { weekday: "long" }, reading.timeZone)}, ${monthAndDay(atMs, "long", reading.timeZone)}`;
}

/** Which day it is in the reader's zone, as `2026-11-23`. */
export function dayOf(atMs: number, timeZone?: string): string {
  const [month = "", day = "", year = ""] = formatPart(
    atMs,
    { year: "numeric", month: "2-digit", day: "2-digit" },
    timeZone,
  ).split("/");
  return `${year}-${month}-${day}`;
}

function formatToken(token: string, atMs: number, reading: Reading): string | undefined {
  const { timeZone } = reading;
  const year = formatPart(atMs, { year: "numeric" }, timeZone);
  switch (token) {
    case "date_num":
      return dayOf(atMs, timeZone);
    case "date_slash":
      return formatPart(atMs, { year: "numeric", month: "2-digit", day: "2-digit" }, timeZone);
    case "date":
      return `${monthAndDay(atMs, "long", timeZone)}, ${year}`;
    case "date_short":
      return formatPart(atMs, { year: "numeric", month: "short", day: "numeric" }, timeZone);
    case "date_long":
    case "date_long_full":
      return `${formatPart(atMs, { weekday: "long" }, timeZone)}, ${monthAndDay(atMs, "long", timeZone)}, ${year}`;
    case "date_pretty":
    case "date_short_pretty":
    case "date_long_pretty":
      return nearDay(atMs, reading) ?? formatToken(token.replace("_pretty", ""), atMs, reading);
    case "time":
      return formatClock(atMs, reading);
    case "time_secs":
      return formatPart(atMs, { hour: "numeric", minute: "2-digit", second: "2-digit" }, timeZone);
    case "ago":
      return formatAgo(atMs, reading.nowMs);
    default:
      return undefined;
  }
}

/** How long ago, in the largest unit that fits. */
export function formatAgo(atMs: number, nowMs: number): string {
  const seconds = Math.round((atMs - nowMs) / 1000);
  const relative = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? (["second", 1] as const);
  return relative.format(Math.trunc(seconds / size), unit);
}

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

function nearDay(atMs: number, { nowMs, timeZone }: Reading): string | undefined {
  const day = dayOf(atMs, timeZone);
  if (day === dayOf(nowMs, timeZone)) return "today";
  if (day === dayOf(nowMs - DAY_MS, timeZone)) return "yesterday";
  return day === dayOf(nowMs + DAY_MS, timeZone) ? "tomorrow" : undefined;
}

function monthAndDay(atMs: number, month: "long" | "short", timeZone: string | undefined): string {
  const day = Number(formatPart(atMs, { day: "numeric" }, timeZone));
  return `${formatPart(atMs, { month }, timeZone)} ${day}${ORDINALS.get(new Intl.PluralRules("en", { type: "ordinal" }).select(day)) ?? "th"}`;
}

const ORDINALS = new Map<Intl.LDMLPluralRule, string>([
  ["one", "st"],
  ["two", "nd"],
  ["few", "rd"],
]);

const formats = new Map<string, Intl.DateTimeFormat>();

function formatPart(atMs: number, options: Intl.DateTimeFormatOptions, timeZone: string | undefined): string {
  const key = JSON.stringify([options, timeZone]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat("en-US", { ...options, timeZone });
  formats.set(key, known);
  // Newer ICU data put a narrow space before AM.
  return known.format(atMs).replaceAll("\u202F", " ");
}
