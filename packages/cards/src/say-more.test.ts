import { expect, it } from "vitest";
import { plainBlock } from "./line.ts";
import { sayMore } from "./say-more.ts";

it.each([
  [1, undefined, "and 1 more"],
  [999, 3, "and 999 more"],
  [1_200, 3, "and 1,200 more"],
  [1_234_567, 0, "1,234,567 in all"],
])("%d behind %s", (count, shown, words) => {
  expect(sayMore(count, shown)).toBe(words);
});

it("is said by the plain lines of a list", () => {
  const row = [{ kind: "text", text: "Pay" }] as const;
  expect(plainBlock({ kind: "list", rows: [row], more: { count: 1_200 }, weight: "core" })).toEqual([
    "• Pay",
    "and 1,200 more",
  ]);
});
