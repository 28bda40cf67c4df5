import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILTER_KEYS } from "../filter.ts";
import { suggest } from "./suggest.ts";

/** The textbook recursion, to compare with. */
function slowEdits(from: string, to: string): number {
  if (from === "" || to === "") return from.length + to.length;
  const same = from.at(-1) === to.at(-1) ? 0 : 1;
  const swapped = from.length > 1 && to.length > 1 && from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1);
  return Math.min(
    slowEdits(from.slice(0, -1), to) + 1,
    slowEdits(from, to.slice(0, -1)) + 1,
    slowEdits(from.slice(0, -1), to.slice(0, -1)) + same,
    swapped ? slowEdits(from.slice(0, -2), to.slice(0, -2)) + 1 : Infinity,
  );
}

describe("suggest", () => {
  it.each<[string, readonly string[], string | undefined]>([
    ["plattform", FILTER_KEYS, "platform"],
    ["PLATFROM", FILTER_KEYS, "platform"],
    ["tset", FILTER_KEYS, "test"],
    ["stat", FILTER_KEYS, "status"],
    ["proj", FILTER_KEYS, "project"],
    ["page", FILTER_KEYS, undefined],
    ["x", ["y", "xyz"], undefined],
    ["", ["a"], undefined],
    ["word", [], undefined],
    ["bat", ["cat", "rat"], "cat"],
    ["cats", ["coats", "cats"], "cats"],
    ["a".repeat(100_000), FILTER_KEYS, undefined],
  ])("%.20s among %j is %s", (word, candidates, expected) => {
    expect(suggest(word, candidates)).toBe(expected);
  });

  it("finds the nearest within a third of the letters, else one that is begun", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 4 }), (typed, candidates) => {
        const limit = Math.floor((typed.length + 1) / 3);
        const nearest = Math.min(...candidates.map((candidate) => slowEdits(typed, candidate)));
        const found = suggest(typed, candidates);
        const near = candidates.find((each) => nearest <= limit && slowEdits(typed, each) === nearest);
        const begun = typed.length < 2 ? undefined : candidates.find((each) => each.startsWith(typed));
        expect(found).toBe(near ?? begun);
      }),
    );
  });
});
