import { expect, it } from "vitest";
import { textWidth } from "./text-width.ts";

it.each([
  ["", 0],
  ["iPhone-15 Pro", 13],
  ["Zürich", 6],
  ["Zu\u0308rich", 6],
  ["❌ x", 4],
  ["⏳", 2],
  ["ℹ ⚠ ✓ ▰▱ │ …", 12],
  ["日本", 4],
  ["👩‍👩‍👧", 2],
  ["🇨🇭", 2],
  ["a\u200Bb", 2],
])("%j takes %i columns", (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});
