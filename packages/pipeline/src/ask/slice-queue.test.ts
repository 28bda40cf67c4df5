import { anExecution } from "@perfecto-bot/domain/testing";
import type { TimeWindow } from "@perfecto-bot/domain";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPart } from "./read-part.ts";
import { guessPages, nextLengthMs, partsOf } from "./slice-pace.ts";
import { createSliceQueue } from "./slice-queue.ts";

const WINDOW = { fromMs: 0, toMs: 100_000 };
const started = (...times: readonly (number | undefined)[]) =>
  times.map((startedAtMs, index) => {
    const { startedAtMs: _, ...rest } = anExecution({ id: `${index}` });
    return startedAtMs === undefined ? rest : { ...rest, startedAtMs };
  });

describe("how much a slice holds", () => {
  it.each([
    ["newest first", [99_000, 90_000], 2, 20],
    ["oldest first", [0, 50_000], 2, 4],
    ["spread over all of it", [1_000, 99_000], 2, 2],
    ["starts unknown", [undefined, undefined], 2, 4],
    ["beside the slice", [200_000, -5], 1, 2],
    ["all in its last moment", [100_000, 100_000], 1, 100_000],
  ])("is guessed from where it is dense: %s", (_what, times, pages, guess) => {
    expect(Math.round(guessPages(WINDOW, started(...times), pages))).toBe(guess);
  });

  it.each([
    [0, 2],
    [5, 3],
    [20, 10],
    [10_000, 16],
  ])("%i pages are cut into %i parts", (pages, parts) => {
    expect(partsOf(pages)).toBe(parts);
  });

  it.each([
    [0, 400],
    [0.1, 400],
    [2, 100],
    [4, 50],
    [1_000, 25],
  ])("after %d pages in 100 ms, slices are %d ms long", (pages, lengthMs) => {
    expect(nextLengthMs(100, pages)).toBe(lengthMs);
  });
});

it("covers the window newest first without gap or overlap, whatever slices held", () => {
  const event = fc.record({ pages: fc.integer({ min: 0, max: 40 }), cut: fc.boolean() });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.array(event, { maxLength: 30 }), (pages, events) => {
      const queue = createSliceQueue(WINDOW, pages);
      const done: TimeWindow[] = [];
      for (let index = 0; queue.endMs() !== undefined; index += 1) {
        const endMs = queue.endMs();
        const slice = queue.take();
        expect(slice?.toMs).toBe(endMs);
        if (slice === undefined) throw new Error("nothing is left");
        const seen = events[index];
        if (seen?.cut === true && slice.toMs - slice.fromMs >= 2_000) queue.cut(slice, seen.pages);
        else {
          queue.held(slice, seen?.pages ?? 1);
          done.push(slice);
        }
      }
      const sum = done.reduce((total, { fromMs, toMs }) => total + toMs - fromMs, 0);
      expect(sum).toBe(WINDOW.toMs);
      expect(readPart(WINDOW, done)).toEqual(WINDOW);
      expect(done).toEqual(done.toSorted((a, b) => b.toMs - a.toMs));
      expect(queue.take()).toBeUndefined();
    }),
  );
});

describe("the part that was read", () => {
  const slice = (fromMs: number, toMs: number) => ({ fromMs, toMs });
  it.each([
    ["nothing", [], 100_000],
    ["all", [slice(0, 100_000)], 0],
    ["the newest slices in any order", [slice(50_000, 70_000), slice(70_000, 100_000)], 50_000],
    ["up to the first gap", [slice(0, 60_000), slice(70_000, 100_000)], 70_000],
    ["nothing but an older one", [slice(0, 60_000)], 100_000],
    ["overlapping ones", [slice(40_000, 90_000), slice(70_000, 100_000), slice(60_000, 70_000)], 40_000],
  ])("%s", (_what, slices, fromMs) => {
    expect(readPart(WINDOW, slices)).toEqual({ fromMs, toMs: 100_000 });
  });
});
