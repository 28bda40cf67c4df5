import { expect, test } from "vitest";
import { wrapText } from "./wrap-text.ts";

test.for([
  ["iPhone 15", 10, 3, ["iPhone 15"]],
  ["iPhone 15 · iOS 17.4", 11, 3, ["iPhone 15", "iOS 17.4"]],
  ["Samsung Galaxy S5 · Android 6.0.1", 14, 3, ["Samsung Galaxy", "S5 · Android", "6.0.1"]],
  ["Samsung Galaxy S5 · Android 6.0.1", 9, 2, ["Samsung", "Gala….0.1"]],
  ["AnEndlessWordWithoutSpaces and more", 8, 2, ["AnEn…ces", "and more"]],
  ["word", 2, 1, ["w…"]],
  ["", 5, 2, [""]],
] as const)("%s in %d × %d", ([text, width, lines, wrapped]) => {
  expect(wrapText(text, (line) => line.length <= width, lines)).toEqual(wrapped);
});
