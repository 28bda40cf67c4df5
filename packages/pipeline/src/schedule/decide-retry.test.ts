import { expect, it } from "vitest";
import { decideRetry, SET_ASIDE_AFTER } from "./decide-retry.ts";

it.each([
  [1, 1_000, "may-pass"],
  [2, 2_000, "may-pass"],
  [5, 16_000, "may-pass"],
  [SET_ASIDE_AFTER - 1, 256_000, "may-pass"],
  [SET_ASIDE_AFTER, 3_600_000, "set-aside"],
  [5_000, 3_600_000, "set-aside"],
])("what failed %i times in a row waits %i ms: %s", (failures, pauseMs, reason) => {
  expect(decideRetry(failures)).toEqual({ pauseMs, reason });
});
