import { expect, test } from "vitest";
import { keepNewest } from "./keep-newest.ts";

const things = [{ at: 1 }, { at: 4, below: 1 }, { at: 2 }, { at: 3, below: 2 }, { at: 5 }, { at: 6, below: 9 }];

test.each([
  [6, [1, 4, 2, 3, 5, 6]],
  [4, [1, 4, 2, 3, 5, 6]],
  [3, [1, 4, 5, 6]],
  [2, [5, 6]],
  [1, [6]],
  [0, []],
])("keeps the newest %i, the roots of those that are replies, and their order", (count, kept) => {
  expect(keepNewest(things, count, (thing) => thing).map(({ at }) => at)).toEqual(kept);
});
