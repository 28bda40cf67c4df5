import { expect, test } from "vitest";
import { BLOCKED_LOOK, FAILED_LOOKS, NONE_FAILED_LOOK, NOT_RUN_LOOK } from "../look.ts";
import { cellLook } from "./cell-look.ts";

test.for([
  [0, 0, 0, NOT_RUN_LOOK],
  [0, 0, 5, NONE_FAILED_LOOK],
  [0, 1, 5, BLOCKED_LOOK],
  [1, 1, 100, FAILED_LOOKS[0]],
  [25, 0, 100, FAILED_LOOKS[0]],
  [26, 0, 100, FAILED_LOOKS[1]],
  [50, 50, 100, FAILED_LOOKS[1]],
  [75, 0, 100, FAILED_LOOKS[2]],
  [99, 0, 100, FAILED_LOOKS[3]],
  [100, 0, 100, FAILED_LOOKS[4]],
] as const)("%d failed and %d blocked of %d", ([failed, blocked, total, look]) => {
  expect(cellLook({ failed, blocked, total })).toBe(look);
});
