import type { TimeWindow } from "./question/time-window.ts";

/** Windows with another one added: newest first, apart from each other. */
export function withWindow(windows: readonly TimeWindow[], added: TimeWindow): readonly TimeWindow[] {
  if (added.toMs <= added.fromMs) return windows;
  const touching = windows.filter(({ fromMs, toMs }) => fromMs <= added.toMs && toMs >= added.fromMs);
  const apart = windows.filter((window) => !touching.includes(window));
  const joined = touching.reduce(
    (a, b) => ({ fromMs: Math.min(a.fromMs, b.fromMs), toMs: Math.max(a.toMs, b.toMs) }),
    added,
  );
  return [...apart, joined].toSorted((a, b) => b.toMs - a.toMs);
}

/** What of the windows lies outside of one that was read, newest first. */
export function withoutWindow(windows: readonly TimeWindow[], read: TimeWindow): readonly TimeWindow[] {
  return windows
    .flatMap(({ fromMs, toMs }): readonly TimeWindow[] => [
      { fromMs: Math.max(fromMs, read.toMs), toMs },
      { fromMs, toMs: Math.min(toMs, read.fromMs) },
    ])
    .filter(({ fromMs, toMs }) => fromMs < toMs);
}
