import type { Zone } from "luxon";
import { type LocalTime, localTimeAt, zoneNamed } from "./local-time.ts";
import type { AskContext } from "./question.ts";
import { cutNow } from "./settle-window.ts";
import type { TimeWindow } from "./time-window.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Between them these know the short names that people use; elsewhere they give an offset. */
const LOCALES = ["en-GB", "en-US", "en-AU", "en-IN", "en-ZA"];

/**
 * A window for people: "22 Nov 14:05 to 23 Nov 14:05 CET". The year stands where it is not the asker's present one, the zone
 * twice where clocks change in between, and seconds where the window does not simply reach back from now by whole minutes.
 */
export function describeWindow({ fromMs, toMs }: TimeWindow, context: AskContext): string {
  const zone = zoneNamed(context.timeZone);
  const nowMs = cutNow(context);
  const { year } = localTimeAt(nowMs, zone);
  const reachesBack = toMs === nowMs && (toMs - fromMs) % 60_000 === 0;
  const hasSeconds = !reachesBack && (fromMs % 60_000 !== 0 || (toMs !== nowMs && toMs % 60_000 !== 0));
  const [from, to] = [fromMs, toMs].map((ms) => describeTime(localTimeAt(ms, zone), year, hasSeconds));
  const [fromZone, toZone] = [zoneName(fromMs, zone), zoneName(toMs, zone)];
  return fromZone === toZone ? `${from} to ${to} ${toZone}` : `${from} ${fromZone} to ${to} ${toZone}`;
}

function describeTime(time: LocalTime, thisYear: number, hasSeconds: boolean): string {
  const year = time.year === thisYear ? "" : ` ${time.year}`;
  const clock = [time.hour, time.minute, ...(hasSeconds ? [time.second] : [])];
  const shown = clock.map((count) => String(count).padStart(2, "0")).join(":");
  return `${time.day} ${MONTHS[time.month - 1]}${year} ${shown}`;
}

function zoneName(ms: number, zone: Zone): string {
  const names = LOCALES.map((locale) => zone.offsetName(ms, { format: "short", locale }));
  return names.find((name) => name !== null && /^[A-Z]{3,5}$/.test(name)) ?? `UTC${zone.formatOffset(ms, "narrow")}`;
}
