/** What a clock in a zone shows at an instant. */
interface WallClock {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  /** "+01:00" */
  readonly offset: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the runtime knows a zone by this IANA name. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return formatOf(timeZone) !== undefined;
  } catch {
    return false;
  }
}

/** An instant (epoch ms) as ISO 8601 with the zone's offset: "2026-11-23T14:05:00+01:00"; milliseconds where there are any. */
export function isoStamp(ms: number, timeZone: string): string {
  const { year, month, day, hour, minute, second, offset } = wallClock(ms, timeZone);
  const rest = ((ms % 1000) + 1000) % 1000;
  const fraction = rest === 0 ? "" : `.${String(Math.floor(rest)).padStart(3, "0")}`;
  return `${year.padStart(4, "0")}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offset}`;
}

/** An instant (epoch ms) for a table: "23 Nov 14:05", with the year where it is not the present one. */
export function shortStamp(ms: number, timeZone: string, nowMs: number): string {
  const { year, month, day, hour, minute } = wallClock(ms, timeZone);
  const thisYear = wallClock(nowMs, timeZone).year;
  return `${Number(day)} ${MONTHS[Number(month) - 1]}${year === thisYear ? "" : ` ${year}`} ${hour}:${minute}`;
}

function wallClock(ms: number, timeZone: string): WallClock {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const { year = "", month = "", day = "", hour = "", minute = "", second = "", timeZoneName = "" } = parts;
  const offset = timeZoneName.replace(/^GMT/, "");
  return { year, month, day, hour, minute, second, offset: offset === "" ? "+00:00" : offset };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "longOffset",
  });
  formats.set(timeZone, format);
  return format;
}
