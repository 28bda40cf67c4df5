import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TestOutcome } from "../build/test-results.ts";
import type { TestHistory } from "./past-result.ts";
import { rememberResult } from "./remember-result.ts";

const result = (outcome: TestOutcome, platform = "Pixel 8") => ({ key: "k", test: "Pay", platform, outcome });
const build = (number: number) => ({ startMs: number * 1_000, label: `#${number}` });

describe("rememberResult", () => {
  it("puts the newest build first and replaces what it knew of a build", () => {
    const first = rememberResult(undefined, result("failed"), build(1));
    const second = rememberResult(first, result("passed"), build(2));
    const again = rememberResult(second, result("flaky"), build(1));
    expect(again.results).toEqual([
      { startMs: 2_000, label: "#2", outcome: "passed" },
      { startMs: 1_000, label: "#1", outcome: "flaky" },
    ]);
  });

  it.each<TestOutcome>(["unknown", "running"])("remembers no %s, and keeps what was there", (outcome) => {
    expect(rememberResult(undefined, result(outcome), build(1)).results).toEqual([]);
    const known = rememberResult(undefined, result("failed"), build(1));
    expect(rememberResult(known, result(outcome), build(1))).toEqual(known);
  });

  it("shows the platform as the newest build ran it", () => {
    const newer = rememberResult(undefined, result("passed", "Pixel 9"), build(2));
    expect(rememberResult(newer, result("passed", "Pixel 8"), build(1)).platform).toBe("Pixel 9");
    expect(rememberResult(newer, result("passed", "Pixel 10"), build(3)).platform).toBe("Pixel 10");
  });

  it("comes to the same in any order of builds, however often they are told, and keeps twenty", () => {
    const outcome = fc.constantFrom<TestOutcome>("passed", "flaky", "failed", "blocked");
    const builds = fc.uniqueArray(fc.record({ number: fc.nat(60), outcome, device: fc.constantFrom("A", "B") }), {
      selector: ({ number }) => number,
      minLength: 1,
      maxLength: 40,
    });
    const orders = builds.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all)),
    );
    const remember = (all: readonly { number: number; outcome: TestOutcome; device: string }[]) =>
      all.reduce<TestHistory | undefined>(
        (history, one) => rememberResult(history, result(one.outcome, one.device), build(one.number)),
        undefined,
      );
    fc.assert(
      fc.property(orders, ([all, shuffled, repeated]) => {
        const history = remember(all);
        expect(remember([...shuffled, ...repeated])).toEqual(history);
        expect(history?.results.map(({ label }) => label)).toEqual(
          all
            .toSorted((a, b) => b.number - a.number)
            .slice(0, 20)
            .map(({ number }) => `#${number}`),
        );
      }),
    );
  });
});
