import type { MissingTests } from "@perfecto-bot/domain";
import { expect, it } from "vitest";
import { missingInWords } from "./missing-in-words.ts";

const platform = (name: string, count: number): MissingTests => ({ kind: "platform", platform: name, count });
const test = (name: string): MissingTests => ({ kind: "test", test: name });

it.each<[string, readonly MissingTests[], readonly string[]]>([
  ["nothing", [], []],
  ["a platform", [platform("Galaxy S23", 12)], ["all 12 tests on Galaxy S23"]],
  ["a test on a platform", [{ kind: "test", test: "Pay", platform: "Pixel 9" }], ["Pay on Pixel 9"]],
  ["a test anywhere", [test("Pay")], ["Pay"]],
  ["as many as are named", ["a", "b", "c", "d", "e"].map(test), ["a", "b", "c", "d", "e"]],
  [
    "more, counted in tests",
    [...["a", "b", "c", "d", "e", "f"].map(test), platform("Pixel 9", 3)],
    ["a", "b", "c", "d", "e", "and 4 more"],
  ],
])("%s", (_what, missing, words) => {
  expect(missingInWords(missing)).toEqual(words);
});
