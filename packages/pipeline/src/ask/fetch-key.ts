import type { Filter, TimeWindow } from "@perfecto-bot/domain";

const MINUTE_MS = 60_000;

/**
 * The same key for fetches that may share one answer: the same labs and filter, and the same window. Windows that reach up
 * to the moment of asking, such as "last 24h" or "since 8:00", are the same when asked within the same minute with the same
 * length or the same beginning; the answer then says whose window it is. All others must be the same to the second.
 */
export function fetchKey(labs: readonly string[], filter: Filter, window: TimeWindow, askedAtMs: number): string {
  const terms = filter.map(({ key, negated, values }) => JSON.stringify([key, negated, values.toSorted()])).toSorted();
  return JSON.stringify([labs.toSorted(), [...new Set(terms)], windowKey(window, askedAtMs)]);
}

function windowKey({ fromMs, toMs }: TimeWindow, askedAtMs: number): readonly (string | number)[] {
  // Windows are cut to whole seconds.
  if (Math.abs(askedAtMs - toMs) >= 1_000) return ["exact", fromMs, toMs];
  const minute = Math.floor(askedAtMs / MINUTE_MS);
  const lengthMs = toMs - fromMs;
  return lengthMs % MINUTE_MS === 0 ? ["last", lengthMs, minute] : ["since", fromMs, minute];
}
