import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimeWindow } from "./question/time-window.ts";
import { withoutWindow, withWindow } from "./unread-windows.ts";

/** "9-12 1-3": windows, newest first. */
const windows = (spelled: string): readonly TimeWindow[] =>
  spelled.split(" ").flatMap((one) => {
    const [fromMs, toMs] = one.split("-").map(Number);
    return fromMs === undefined || toMs === undefined ? [] : [{ fromMs, toMs }];
  });
const only = (spelled: string): TimeWindow => windows(spelled)[0] ?? { fromMs: 0, toMs: 0 };

describe("withWindow", () => {
  it.each([
    ["", "1-3", "1-3"],
    ["1-3", "5-6", "5-6 1-3"],
    ["5-6", "1-3", "5-6 1-3"],
    ["1-3", "3-6", "1-6"],
    ["5-9 1-3", "2-6", "1-9"],
    ["5-9 1-3", "0-10", "0-10"],
    ["5-9", "6-7", "5-9"],
    ["5-9", "7-7", "5-9"],
  ])("%s and %s: %s", (before, added, after) => {
    expect(withWindow(windows(before), only(added))).toEqual(windows(after));
  });
});

describe("withoutWindow", () => {
  it.each([
    ["", "1-3", ""],
    ["1-9", "1-9", ""],
    ["1-9", "7-9", "1-7"],
    ["1-9", "1-3", "3-9"],
    ["1-9", "3-5", "5-9 1-3"],
    ["6-9 1-3", "2-7", "7-9 1-2"],
    ["6-9 1-3", "4-5", "6-9 1-3"],
    ["6-9", "0-20", ""],
  ])("%s without %s: %s", (before, read, after) => {
    expect(withoutWindow(windows(before), only(read))).toEqual(windows(after));
  });
});

it("windows hold exactly the moments that were added and not taken away since, newest first", () => {
  const moment = fc.integer({ min: 0, max: 30 });
  const step = fc.tuple(fc.boolean(), moment, moment);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let kept: readonly TimeWindow[] = [];
      const held = new Set<number>();
      for (const [adds, a, b] of steps) {
        const window = { fromMs: Math.min(a, b), toMs: Math.max(a, b) };
        kept = adds ? withWindow(kept, window) : withoutWindow(kept, window);
        for (let at = window.fromMs; at < window.toMs; at += 1) {
          if (adds) held.add(at);
          else held.delete(at);
        }
      }
      const moments = kept.flatMap(({ fromMs, toMs }) =>
        Array.from({ length: toMs - fromMs }, (_, index) => toMs - 1 - index),
      );
      expect(moments).toEqual([...held].toSorted((a, b) => b - a));
    }),
  );
});
