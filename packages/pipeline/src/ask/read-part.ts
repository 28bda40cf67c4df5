import type { TimeWindow } from "@perfecto-bot/domain";

/** The newest stretch of a window, up to its end, that these slices cover without a gap; empty at the end where none does. */
export function readPart(window: TimeWindow, slices: readonly TimeWindow[]): TimeWindow {
  let fromMs = window.toMs;
  for (const slice of slices.toSorted((a, b) => b.toMs - a.toMs)) {
    if (slice.toMs < fromMs) break;
    fromMs = Math.min(fromMs, slice.fromMs);
  }
  return { fromMs: Math.max(fromMs, Math.min(window.fromMs, window.toMs)), toMs: window.toMs };
}
