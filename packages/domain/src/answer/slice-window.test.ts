import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SHORTEST_SLICE_MS, sliceWindow } from "./slice-window.ts";

const window = (fromMs: number, toMs: number) => ({ fromMs, toMs });

describe("sliceWindow", () => {
  it.each<[string, number, readonly number[], readonly (readonly [number, number])[]]>([
    [
      "equal parts, newest first",
      4,
      [],
      [
        [9_000, 12_000],
        [6_000, 9_000],
        [3_000, 6_000],
        [0, 3_000],
      ],
    ],
    ["one", 1, [], [[0, 12_000]]],
    ["one where none is wanted", 0, [], [[0, 12_000]]],
    ["one where nonsense is wanted", Number.NaN, [], [[0, 12_000]]],
    [
      "whole slices",
      2.9,
      [],
      [
        [6_000, 12_000],
        [0, 6_000],
      ],
    ],
    [
      "short ones where much is",
      2,
      [1, 1, 4],
      [
        [9_000, 12_000],
        [0, 9_000],
      ],
    ],
    [
      "past times without any",
      2,
      [0, 0, 1, 1],
      [
        [9_000, 12_000],
        [0, 9_000],
      ],
    ],
    [
      "equal parts where the hint is empty",
      2,
      [0, 0],
      [
        [6_000, 12_000],
        [0, 6_000],
      ],
    ],
    [
      "a hint without its nonsense",
      2,
      [Number.NaN, -5, 1],
      [
        [10_000, 12_000],
        [0, 10_000],
      ],
    ],
  ])("makes %s", (_what, wanted, hint, slices) => {
    expect(sliceWindow(window(0, 12_000), wanted, hint)).toEqual(slices.map(([from, to]) => window(from, to)));
  });

  it.each([
    ["shorter than a second", 999, 1],
    ["of a second", 1_000, 1],
    ["of almost three seconds", 2_999, 2],
  ])("does not cut a window %s into more than it has seconds", (_what, toMs, count) => {
    expect(sliceWindow(window(0, toMs), 100)).toHaveLength(count);
  });

  it("has nothing of an empty window or one that ends before it begins", () => {
    expect(sliceWindow(window(5, 5), 3)).toEqual([]);
    expect(sliceWindow(window(5, 4), 3)).toEqual([]);
  });

  it("keeps to the shortest slice where a hint says that all happened at once", () => {
    const hint = [...Array.from({ length: 99 }, () => 0), 1];
    const slices = sliceWindow(window(0, 100_000), 50, hint);
    expect(slices).toHaveLength(50);
    expect(Math.min(...slices.map(({ fromMs, toMs }) => toMs - fromMs))).toBe(SHORTEST_SLICE_MS);
  });

  it("covers every window exactly, without overlap, newest first, whatever is hinted", () => {
    const hint = fc.array(fc.oneof(fc.nat(1_000), fc.double()), { maxLength: 24 });
    const span = fc.integer({ min: 1, max: 30 * 24 * 3_600_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        span,
        fc.integer({ min: 1, max: 60 }),
        hint,
        (fromMs, spanMs, wanted, density) => {
          const toMs = fromMs + spanMs;
          const slices = sliceWindow({ fromMs, toMs }, wanted, density);
          expect(slices).toHaveLength(Math.min(wanted, Math.max(1, Math.floor(spanMs / SHORTEST_SLICE_MS))));
          expect(slices.at(-1)?.fromMs).toBe(fromMs);
          for (const [index, slice] of slices.entries()) {
            expect(slice.toMs).toBe(index === 0 ? toMs : slices[index - 1]?.fromMs);
            expect(Number.isInteger(slice.fromMs)).toBe(true);
            expect(slice.toMs - slice.fromMs).toBeGreaterThanOrEqual(Math.min(spanMs, SHORTEST_SLICE_MS));
          }
        },
      ),
    );
  });
});
