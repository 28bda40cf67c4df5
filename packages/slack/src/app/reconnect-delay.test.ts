import { expect, test } from "vitest";
import { reconnectDelayMs } from "./reconnect-delay.ts";

test.each([
  [0, 0],
  [1, 500],
  [2, 1000],
  [6, 16_000],
  [7, 30_000],
  [5000, 30_000],
])("after %d failures in a row, %d ms", (failures, delayMs) => {
  expect(reconnectDelayMs(failures)).toBe(delayMs);
});
