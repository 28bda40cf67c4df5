import { zoneNamed } from "./local-time.ts";
import { isFixed, latestSpan, type Moment, nextSpan } from "./moment.ts";
import type { AskContext } from "./question.ts";
import type { TimeWindow } from "./time-window.ts";

/** A window; or a sentence that says why there is none. */
export type SettledWindow =
  | { readonly kind: "window"; readonly window: TimeWindow }
  | { readonly kind: "impossible"; readonly message: string };

/** No execution is older, and zones had no whole minutes once. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);

const FUTURE: SettledWindow = { kind: "impossible", message: "this is in the future" };

/** From when the moment last began until now. */
export function settleSince(moment: Moment, context: AskContext): SettledWindow {
  const nowMs = cutNow(context);
  const fromMs = latestSpan(moment, nowMs, zoneNamed(context.timeZone))?.fromMs;
  if (fromMs !== undefined && fromMs > nowMs) return FUTURE;
  return check(fromMs, nowMs, nowMs);
}

/** The whole of the last such day, week or month. One that goes on ends where it will end. */
export function settleOn(moment: Moment, context: AskContext): SettledWindow {
  const nowMs = cutNow(context);
  const span = latestSpan(moment, nowMs, zoneNamed(context.timeZone));
  return check(span?.fromMs, span?.toMs, nowMs);
}

/**
 * From one moment to another. What the moments leave open is settled so that the window is the latest that began: an end
 * without a date is the first after the beginning; a beginning without a date is the last before a dated end. The whole of
 * a day or month that ends the window belongs to it.
 */
export function settleBetween(from: Moment, to: Moment, context: AskContext): SettledWindow {
  const nowMs = cutNow(context);
  const zone = zoneNamed(context.timeZone);
  if (isFixed(to) || (to.kind === "calendar" && to.date.every === "year")) {
    const end = latestSpan(to, nowMs, zone)?.toMs;
    return check(latestSpan(from, Math.min(nowMs, end ?? nowMs), zone)?.fromMs, end, nowMs);
  }
  const start = latestSpan(from, nowMs, zone)?.fromMs;
  return check(start, start === undefined ? undefined : nextSpan(to, start, zone)?.toMs, nowMs);
}

/** Now, without its part of a second. */
export function cutNow({ nowMs }: AskContext): number {
  return Math.floor(nowMs / 1000) * 1000;
}

function check(fromMs: number | undefined, toMs: number | undefined, nowMs: number): SettledWindow {
  if (fromMs === undefined || toMs === undefined) return { kind: "impossible", message: "there is no such time" };
  if (toMs < fromMs) return { kind: "impossible", message: "this ends before it begins" };
  if (fromMs > nowMs) return FUTURE;
  if (fromMs < EARLIEST_MS)
    return { kind: "impossible", message: "this is too long ago: begin in the year 2000 or later" };
  return { kind: "window", window: { fromMs, toMs } };
}
