import { expect, test } from "vitest";
import { sayRate } from "./say-rate.ts";

test.for([
  [0, "0 %"],
  [0.0001, "0.1 %"],
  [0.004, "0.4 %"],
  [0.5, "50 %"],
  [0.944, "94 %"],
  [0.996, "99.6 %"],
  [0.9999, "99.9 %"],
  [1, "100 %"],
] as const)("%d is said %s", ([rate, words]) => {
  expect(sayRate(rate)).toBe(words);
});
