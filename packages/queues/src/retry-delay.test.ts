import { expect, test } from "vitest";
import { retryDelayMs } from "./retry-delay.ts";

test.for([
  [1, 0, 500],
  [1, 1, 1_000],
  [2, 1, 2_000],
  [6, 1, 32_000],
  [7, 1, 60_000],
  [7, 0, 30_000],
  [1e9, 1, 60_000],
] as const)("after %i failures, chance %d: %i ms", ([failures, chance, expected]) => {
  expect(retryDelayMs(failures, chance)).toBe(expected);
});
