import type { Execution, TimeWindow } from "@perfecto-bot/domain";

/** How many pages a slice should hold: with fewer, more of the pages are half empty; with more, fewer are read at once. */
export const PAGES_PER_SLICE = 2;
/** Pages read of a slice one after the other; one that holds more is cut, and what was read of it was in vain. */
export const MOST_PAGES = 6;
const MOST_GROWTH = 4;
const MOST_PARTS = 16;

/**
 * About how many pages a slice holds of which only the first `pages` came. Where the lab gives them in order of start,
 * either way round, the stretch they cover tells; otherwise they cover all of it and the answer is too small, never wrong:
 * it only chooses where to cut.
 */
export function guessPages(slice: TimeWindow, executions: readonly Execution[], pages: number): number {
  const spanMs = slice.toMs - slice.fromMs;
  const starts = executions.flatMap(({ startedAtMs: at }) =>
    at !== undefined && at >= slice.fromMs && at <= slice.toMs ? [at] : [],
  );
  if (starts.length < 2) return 2 * pages;
  const newest = starts.reduce((a, b) => Math.max(a, b));
  const oldest = starts.reduce((a, b) => Math.min(a, b));
  const coveredMs = Math.max(1, Math.min(slice.toMs - oldest, newest - slice.fromMs));
  return Math.max(pages, pages * (spanMs / coveredMs));
}

/** Into how many parts a slice of about so many pages is cut: two at least. */
export function partsOf(guessedPages: number): number {
  return Math.min(MOST_PARTS, Math.max(2, Math.ceil(guessedPages / PAGES_PER_SLICE)));
}

/** How long slices should be where one of `lengthMs` holds about so many pages; at most four times as long or short. */
export function nextLengthMs(lengthMs: number, guessedPages: number): number {
  const factor = PAGES_PER_SLICE / Math.max(guessedPages, Number.MIN_VALUE);
  return lengthMs * Math.min(MOST_GROWTH, Math.max(1 / MOST_GROWTH, factor));
}
