import type { AskContext } from "./question.ts";
import { localTimeAt, zoneNamed } from "./local-time.ts";
import type { TimeWindow } from "./time-window.ts";

/** A window as it would be typed, exact: `2026-11-22T14:05:00+01:00..2026-11-23T14:05:00+01:00`, in the asker's zone. */
export function printWindow({ fromMs, toMs }: TimeWindow, { timeZone }: AskContext): string {
  return `${printInstant(fromMs, timeZone)}..${printInstant(toMs, timeZone)}`;
}

function printInstant(ms: number, timeZone: string): string {
  const zone = zoneNamed(timeZone);
  const { year, month, day, hour, minute, second } = localTimeAt(ms, zone);
  const date = [String(year).padStart(4, "0"), two(month), two(day)].join("-");
  return `${date}T${[hour, minute, second].map(two).join(":")}${zone.formatOffset(ms, "short")}`;
}

function two(count: number): string {
  return String(count).padStart(2, "0");
}
