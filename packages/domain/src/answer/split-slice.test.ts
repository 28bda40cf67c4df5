import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimeWindow } from "../question/time-window.ts";
import { SHORTEST_SLICE_MS } from "./slice-window.ts";
import { type SliceDecision, splitSlice } from "./split-slice.ts";

const slice = (toMs: number): TimeWindow => ({ fromMs: 0, toMs });

describe("splitSlice", () => {
  it.each<[string, number, number, SliceDecision]>([
    ["is whole below the cap", 10_000, 499, { kind: "whole" }],
    [
      "is halved at the cap, newest first",
      10_001,
      500,
      {
        kind: "split",
        halves: [
          { fromMs: 5_000, toMs: 10_001 },
          { fromMs: 0, toMs: 5_000 },
        ],
      },
    ],
    [
      "is halved down to a second",
      2_000,
      900,
      { kind: "split", halves: [{ fromMs: 1_000, toMs: 2_000 }, slice(1_000)] },
    ],
    [
      "stays incomplete below two seconds",
      1_999,
      500,
      { kind: "incomplete", reason: "500 or more executions started within 1999 ms" },
    ],
  ])("%s", (_what, toMs, found, wanted) => {
    expect(splitSlice(slice(toMs), found, 500)).toEqual(wanted);
  });

  it("reaches slices of at least a second that cover the window, however dense it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (toMs) => {
        const open: TimeWindow[] = [slice(toMs)];
        const done: TimeWindow[] = [];
        for (let next = open.pop(); next !== undefined; next = open.pop()) {
          const decision = splitSlice(next, 500, 500);
          if (decision.kind === "split") open.push(...decision.halves.toReversed());
          else done.push(next);
        }
        expect(done.at(-1)?.fromMs).toBe(0);
        for (const [index, one] of done.entries()) {
          expect(one.toMs).toBe(index === 0 ? toMs : done[index - 1]?.fromMs);
          expect(one.toMs - one.fromMs).toBeGreaterThanOrEqual(Math.min(toMs, SHORTEST_SLICE_MS));
        }
      }),
      { numRuns: 50 },
    );
  });
});
