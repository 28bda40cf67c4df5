import { expect, it } from "vitest";
import { moveHighlight } from "./move-highlight.ts";

it.each<[number, 1 | -1, number, number]>([
  [0, 1, 3, 1],
  [2, 1, 3, 0],
  [0, -1, 3, 2],
  [-1, 1, 3, 0],
  [-1, -1, 3, 2],
  [0, 1, 1, 0],
  [0, 1, 0, -1],
  [-1, -1, 0, -1],
])("from %i by %i of %i is %i", (at, step, count, next) => {
  expect(moveHighlight(at, step, count)).toBe(next);
});
