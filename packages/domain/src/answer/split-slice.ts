import type { TimeWindow } from "../question/time-window.ts";
import { SHORTEST_SLICE_MS } from "./slice-window.ts";

/** What to do about an answer for a slice. */
export type SliceDecision =
  /** Fewer than the cap came: nothing is missing. */
  | { readonly kind: "whole" }
  /** As many as the cap came, so more may be there: ask for both halves instead, newest first. */
  | { readonly kind: "split"; readonly halves: readonly [TimeWindow, TimeWindow] }
  /** More may be there than can be asked for: halves would be shorter than a second. The answer must say so. */
  | { readonly kind: "incomplete"; readonly reason: string };

/** Decides whether a slice of which `found` executions came, where one answer holds `cap` at most, must be halved. */
export function splitSlice(slice: TimeWindow, found: number, cap: number): SliceDecision {
  if (found < cap) return { kind: "whole" };
  const { fromMs, toMs } = slice;
  if (toMs - fromMs < 2 * SHORTEST_SLICE_MS) {
    return { kind: "incomplete", reason: `${found} or more executions started within ${toMs - fromMs} ms` };
  }
  const middleMs = fromMs + Math.floor((toMs - fromMs) / 2);
  return {
    kind: "split",
    halves: [
      { fromMs: middleMs, toMs },
      { fromMs, toMs: middleMs },
    ],
  };
}
