import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLabels, compareNatural } from "./compare-natural.ts";

describe("compareNatural", () => {
  it.each([
    ["numbers as numbers", ["Nightly #9", "Nightly #10", "Nightly #101"]],
    ["versions part by part", ["iOS 9", "iOS 17.4", "iOS 17.10", "iOS 18"]],
    ["numbers beyond what a double holds", ["b 9007199254740992", "b 9007199254740993"]],
    ["case only where nothing else differs", ["Login", "login", "Logout"]],
    ["leading zeros only where nothing else differs", ["a 007", "a 7", "a 8"]],
    ["a beginning before what goes on", ["", "Pay", "Pay twice"]],
    ["numbers before words", ["1st", "first"]],
  ])("orders %s", (_what, wanted) => {
    expect(wanted.toReversed().toSorted(compareNatural)).toEqual(wanted);
  });

  it("is a total order", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "A", "b", "0", "1", "9", " ", "İ"), maxLength: 6 });
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(compareNatural(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareNatural(a, b)) + Math.sign(compareNatural(b, a))).toBe(0);
        const [low = "", middle = "", high = ""] = [a, b, c].toSorted(compareNatural);
        expect(compareNatural(low, middle)).toBeLessThanOrEqual(0);
        expect(compareNatural(middle, high)).toBeLessThanOrEqual(0);
        expect(compareNatural(low, high)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });
});

it("compareLabels puts what has no name last", () => {
  expect([undefined, "b", "a"].map((key) => ({ key })).toSorted((a, b) => compareLabels(a.key, b.key))).toEqual([
    { key: "a" },
    { key: "b" },
    { key: undefined },
  ]);
});
