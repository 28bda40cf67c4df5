import { sliceWindow, type TimeWindow } from "@perfecto-bot/domain";
import { nextLengthMs, PAGES_PER_SLICE, partsOf } from "./slice-pace.ts";

/** The slices of a window that are still to be asked for, newest first. They are cut as they are taken. */
export interface SliceQueue {
  /** When the newest slice ends, epoch ms; undefined when nothing is left. */
  readonly endMs: () => number | undefined;
  readonly take: () => TimeWindow | undefined;
  /** A slice held about so many pages: the next ones are as long as suits that. */
  readonly held: (slice: TimeWindow, pages: number) => void;
  /** A slice held more pages than were read, about so many: its parts are asked for instead. */
  readonly cut: (slice: TimeWindow, pages: number) => void;
}

/** Everything in a window, where it holds about so many pages. */
export function createSliceQueue(window: TimeWindow, pages: number): SliceQueue {
  let frontierMs = window.toMs;
  let lengthMs = ((window.toMs - window.fromMs) * PAGES_PER_SLICE) / Math.max(1, pages);
  let parts: readonly TimeWindow[] = [];

  function takeNext(): TimeWindow | undefined {
    const rest = { fromMs: window.fromMs, toMs: frontierMs };
    const [slice] = sliceWindow(rest, Math.ceil((rest.toMs - rest.fromMs) / lengthMs));
    frontierMs = slice?.fromMs ?? frontierMs;
    return slice;
  }

  return {
    endMs: () => parts[0]?.toMs ?? (frontierMs > window.fromMs ? frontierMs : undefined),
    take: () => {
      const [part, ...others] = parts;
      parts = others;
      return part ?? takeNext();
    },
    held: (slice, heldPages) => {
      lengthMs = nextLengthMs(slice.toMs - slice.fromMs, heldPages);
    },
    cut: (slice, guessedPages) => {
      const own = sliceWindow(slice, partsOf(guessedPages));
      lengthMs = (slice.toMs - slice.fromMs) / own.length;
      parts = [...parts, ...own].toSorted((a, b) => b.toMs - a.toMs);
    },
  };
}
