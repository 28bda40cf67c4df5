import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankNames } from "./rank-names.ts";

const JOBS = ["Nightly Smoke", "Nightly", "Weekly Nightly", "midnightly", "Payments iOS", "Pay", "Ölpumpe Nächtlich"];

describe("rankNames", () => {
  it.each<[why: string, typed: string, found: readonly string[]]>([
    ["nothing typed is any name", "", JOBS],
    ["exact, prefix, word, part", "nightly", ["Nightly", "Nightly Smoke", "Weekly Nightly", "midnightly"]],
    ["whatever the case", "NIGHTLY S", ["Nightly Smoke"]],
    ["equals keep their order", "pay", ["Pay", "Payments iOS"]],
    ["letters in order", "ngsm", ["Nightly Smoke"]],
    ["two letters are not scattered", "gs", []],
    ["words with gaps", "pay ios", ["Payments iOS"]],
    ["a slip in a word", "paymnets", ["Payments iOS"]],
    ["a slip in a word of another alphabet", "ölpunpe", ["Ölpumpe Nächtlich"]],
    ["a glob", "*nightly", ["Nightly", "Weekly Nightly", "midnightly", "Nightly Smoke"]],
    [
      "a glob that matches the whole first",
      "n*",
      ["Nightly Smoke", "Nightly", "Weekly Nightly", "midnightly", "Payments iOS", "Ölpumpe Nächtlich"],
    ],
    ["a question mark", "pa?", ["Pay", "Payments iOS"]],
    ["a glob that matches nothing is no slip", "paymnets*", []],
    ["nothing like it", "zzzzzz", []],
    ["no pattern of another kind", ".*", []],
  ])("%s: %j", (_why, typed, found) => {
    expect(rankNames(JOBS, typed, 20)).toEqual(found);
  });

  it("gives as many as are wanted, the first of them", () => {
    const names = Array.from({ length: 30 }, (_, index) => `job ${index}`);
    expect(rankNames(names, "", 20)).toEqual(names.slice(0, 20));
    expect(rankNames(names, "job", 20)).toEqual(names.slice(0, 20));
    expect(rankNames(names, "2", 3)).toEqual(["job 2", "job 20", "job 21"]);
  });

  it("never makes up a name or says one twice, and finds each by itself and by its beginning", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(names, fc.string({ unit: "binary", maxLength: 12 }), fc.nat(), (all, typed, pick) => {
        const found = rankNames(all, typed, 30);
        expect(found.length).toBe(new Set(found).size);
        expect(found.filter((each) => !all.includes(each))).toEqual([]);
        const one = all[pick % all.length] ?? "";
        expect(rankNames(all, one, 30).includes(one)).toBe(true);
        expect(rankNames(all, Array.from(one).slice(0, 3).join(""), 30).includes(one)).toBe(true);
      }),
    );
  });

  it.each(["a".repeat(150), "*a".repeat(75), "a*".repeat(75), "?".repeat(150), "ab".repeat(20)])(
    "ends for %j among thousands of long names",
    (typed) => {
      const names = Array.from({ length: 2_000 }, (_, index) => "a".repeat(140) + index);
      expect(rankNames(names, typed, 20).length).toBeLessThanOrEqual(20);
    },
  );
});
