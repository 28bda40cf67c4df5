import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missingTests, type SeenTest } from "./missing-tests.ts";
import type { TestHistory } from "./past-result.ts";

const STARTS = [3_000, 2_000, 1_000];
const keyOf = (test: string, platform: string): string => JSON.stringify([test, platform]);
const seen = (test: string, platform: string, name = test): SeenTest => ({ key: keyOf(test, platform), test, name });

function ran(test: string, platform: string, starts: readonly number[] = STARTS): TestHistory {
  const results = starts.map((startMs) => ({ startMs, label: `#${startMs / 1_000}`, outcome: "passed" as const }));
  return { key: keyOf(test, platform), test, platform, results };
}

const matrix = (tests: readonly string[], platforms: readonly string[]) =>
  tests.flatMap((test) => platforms.map((platform) => ran(test, platform)));

describe("missingTests", () => {
  it.each<[string, readonly SeenTest[], readonly TestHistory[], readonly number[], unknown]>([
    ["a test on a platform", [seen("Pay", "A")], matrix(["Pay"], ["A", "B"]), STARTS, [["Pay", "B"]]],
    ["nothing where it reported", [seen("Pay", "A")], [ran("Pay", "A")], STARTS, []],
    ["a test of two builds where two are known", [], [ran("Pay", "A")], [3_000, 2_000], [["Pay", "A"]]],
    ["nothing where one is known", [], [ran("Pay", "A")], [3_000], []],
    ["no test that left out one of three", [], [ran("Pay", "A", [3_000, 1_000])], STARTS, []],
    ["a test that left out an older one", [], [ran("Pay", "A")], [...STARTS, 500], [["Pay", "A"]]],
    [
      "a platform as a whole, and a test beside it",
      [seen("Pay", "A")],
      matrix(["Log in", "Pay"], ["A", "B"]),
      STARTS,
      [
        [2, "B"],
        ["Log in", "A"],
      ],
    ],
    [
      "a test that was alone on its platform by name",
      [seen("Pay", "A")],
      [ran("Log in", "B")],
      STARTS,
      [["Log in", "B"]],
    ],
    [
      "a test that is on none of its platforms once",
      [seen("Pay", "A"), seen("Pay", "B")],
      matrix(["Log in", "Pay"], ["A", "B"]),
      STARTS,
      [["Log in", undefined]],
    ],
    [
      "a test by platform where it reported on another one",
      [seen("Pay", "A"), seen("Log in", "C"), seen("Pay", "B")],
      matrix(["Log in", "Pay"], ["A", "B"]),
      STARTS,
      [
        ["Log in", "A"],
        ["Log in", "B"],
      ],
    ],
  ])("is %s", (_what, reported, histories, starts, wanted) => {
    const found = missingTests(reported, histories, starts).map((one) =>
      one.kind === "platform" ? [one.count, one.platform] : [one.test, one.platform],
    );
    expect(found).toEqual(wanted);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["names", ["Pay", "Log in", "Search"], ["Search"]],
    ["labels with parameters", ["Pay (card: visa)", "Pay (card: amex)"], ["Pay (card: amex)"]],
    ["the list's order, each once", ["Z", "A", "Z"], ["Z", "A"]],
  ])("goes by CI's list: %s", (_what, listed, wanted) => {
    const reported = [seen("Pay (card: visa)", "A", "Pay"), seen("Log in", "A")];
    const found = missingTests(reported, [ran("Another", "A")], STARTS, listed);
    expect(found).toEqual(wanted.map((test) => ({ kind: "test", test })));
  });

  it("goes by history where CI's list is empty", () => {
    expect(missingTests([], [ran("Pay", "A")], STARTS, [])).toHaveLength(1);
  });

  it("comes to the same whatever the order of histories, and counts every missing test once", () => {
    const names = fc.constantFrom("A", "B", "C", "D");
    const pairs = fc.uniqueArray(fc.tuple(names, names), { selector: ([a, b]) => a + b, maxLength: 16 });
    const worlds = pairs.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(worlds, fc.subarray(["AA", "AB", "BA", "BB", "CA", "DD"]), ([all, shuffled], reported) => {
        const tests = [...reported].map(([test = "", platform = ""]) => seen(test, platform));
        const find = (some: typeof all) =>
          missingTests(
            tests,
            some.map(([test, platform]) => ran(test, platform)),
            STARTS,
          );
        const found = find(all);
        expect(find(shuffled)).toEqual(found);
        const keys = new Set(tests.map(({ key }) => key));
        const left = all.filter(([test, platform]) => !keys.has(keyOf(test, platform)));
        const named = (test: string, platform: string) =>
          found.filter((one) =>
            one.kind === "platform"
              ? one.platform === platform
              : one.test === test && (one.platform ?? platform) === platform,
          );
        const wholes = new Set(found.flatMap((one) => (one.kind === "platform" ? [one.platform] : [])));
        for (const [test, platform] of left) {
          const entries = named(test, platform).filter((one) => wholes.has(platform) === (one.kind === "platform"));
          expect(entries).toHaveLength(1);
        }
      }),
    );
  });
});
