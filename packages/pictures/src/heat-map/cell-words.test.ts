import { expect, test } from "vitest";
import { cellWords } from "./cell-words.ts";

test.for([
  [0, 0, 0, ["–", "–", "–"]],
  [0, 0, 4, ["", "", ""]],
  [0, 2, 4, ["2b", "2b", "2b"]],
  [3, 0, 4, ["3/4", "3", "3"]],
  [3, 1, 4, ["3/4", "3", "3"]],
  [1234, 0, 5678, ["1234/5678", "1234", "1K"]],
  [0, 12_345, 20_000, ["12345b", "12345b", "12Kb"]],
] as const)("%d failed and %d blocked of %d", ([failed, blocked, total, words]) => {
  expect(cellWords({ failed, blocked, total })).toEqual(words);
});
