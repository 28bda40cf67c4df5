import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rateAxis } from "./rate-axis.ts";

describe("rateAxis", () => {
  test.for([
    [[], 0, 20],
    [[0], 0, 20],
    [[0.5, 1], 0, 20],
    [[0.501], 50, 10],
    [[0.6, 0.9], 50, 10],
    [[0.61], 60, 10],
    [[0.75, 0.8], 70, 10],
    [[0.9], 80, 5],
    [[0.95, 0.97], 90, 2],
    [[1, 1], 90, 2],
  ] as const)("%j is measured from %d by %d", ([rates, from, step]) => {
    expect(rateAxis(rates)).toEqual({ from, step });
  });

  test("has every rate on it, none on its bottom unless that is 0 %, and reaches 100 % in whole steps", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (rates) => {
        const { from, step } = rateAxis(rates);
        expect((100 - from) % step).toBe(0);
        expect(rates.every((rate) => rate * 100 > from || from === 0)).toBe(true);
      }),
    );
  });
});
