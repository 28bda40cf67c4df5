import { describe, expect, it } from "vitest";
import { bar, grouped, percent, sayCount } from "./say-numbers.ts";

describe("numbers for people", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1_000, "1,000"],
    [3_200, "3,200"],
    [1_234_567, "1,234,567"],
  ])("%d has its thousands apart", (count, said) => {
    expect(grouped(count)).toBe(said);
  });

  it.each([
    [0, "0 executions"],
    [1, "1 execution"],
    [2, "2 executions"],
    [3_200, "3,200 executions"],
  ])("%d is counted", (count, said) => {
    expect(sayCount(count, "execution")).toBe(said);
  });

  it.each([
    [0, "0 %"],
    [0.0001, "0.1 %"],
    [0.004, "0.4 %"],
    [0.5, "50 %"],
    [0.944, "94 %"],
    [0.996, "99.6 %"],
    [0.9999, "99.9 %"],
    [1, "100 %"],
  ])("%d is a share that never reads as all or nothing where it is not", (share, said) => {
    expect(percent(share)).toBe(said);
  });

  it.each([
    [0, "▱▱▱▱"],
    [0.01, "▰▱▱▱"],
    [0.5, "▰▰▱▱"],
    [0.99, "▰▰▰▱"],
    [1, "▰▰▰▰"],
    [Number.NaN, "▱▱▱▱"],
  ])("%d is drawn full or empty only where it is", (share, drawn) => {
    expect(bar(share, 4)).toBe(drawn);
  });
});
