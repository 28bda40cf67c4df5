import { FILTER_KEYS, type FilterKey } from "@perfecto-bot/domain";
import { expect, it } from "vitest";
import { valueLabel } from "./key-words.ts";

it.each<[string | undefined, FilterKey, string]>([
  ["iOS 17.4", "os", "iOS 17.4"],
  ["two\n lines", "tag", "two lines"],
  [" ", "tag", "(blank)"],
  [undefined, "os", "Without a system"],
  [undefined, "owner", "Without an owner"],
])("%j by %s", (label, by, words) => {
  expect(valueLabel(label, by)).toBe(words);
});

it("is never long", () => {
  for (const key of FILTER_KEYS) expect(valueLabel("x".repeat(500), key)).toHaveLength(80);
});
