import { expect, test } from "vitest";
import { cutText, fitText } from "./fit-text.ts";
import { headOf, textWidth } from "./text-width.ts";

test.each([
  ["", 0],
  ["plain", 5],
  ["é", 1],
  ["e\u0301", 1],
  ["漢字", 4],
  ["한국", 4],
  ["ｶﾅ", 2],
  ["🙂", 2],
  ["👩‍👩‍👧", 2],
  ["❤️", 2],
  ["❤", 1],
  ["🇩🇪", 2],
  ["✓ ✗ ⊘ …", 7],
  ["a\u200Bb", 2],
])("%j takes %d columns", (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});

test.each([
  ["plain", 3, "pla"],
  ["漢字", 3, "漢"],
  ["漢字", 1, ""],
  ["e\u0301e\u0301", 1, "e\u0301"],
  ["👩‍👩‍👧!", 2, "👩‍👩‍👧"],
])("the head of %j in %d columns is %j", (text, columns, head) => {
  expect(headOf(text, columns)).toBe(head);
});

test.each([
  ["fits", 4, "fits"],
  ["too long", 5, "too…"],
  ["漢字漢字", 6, "漢字…"],
  ["anything", 1, "…"],
  ["anything", 0, ""],
])("%j cut to %d columns is %j", (text, columns, cut) => {
  expect(cutText(text, columns)).toBe(cut);
});

test("a text is filled up on the side where it ends", () => {
  expect([fitText("漢", 4), fitText("漢", 4, "right"), fitText("漢字漢", 4)]).toEqual(["漢  ", "  漢", "漢… "]);
});

test.each([
  ["Nightly Regression #45", 12, "Nightly… #45"],
  ["Nightly Regression #45", 6, "N… #45"],
  ["Nightly Regression #45", 5, "Nigh…"],
])("%j cut to %d columns before its end is %j", (text, columns, cut) => {
  expect(cutText(text, columns, " #45")).toBe(cut);
});
