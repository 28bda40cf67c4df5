import { expect, it } from "vitest";
import type { CardStatus } from "./card.ts";
import { missingStatusWord } from "./status-word.ts";

it.each<[CardStatus, string, string | undefined]>([
  ["failed", "Nightly #45: 3 of 120 failed", undefined],
  ["failed", "Nightly #45", "Failed"],
  ["blocked", "Nightly #45: 2 of 10 could not run", undefined],
  ["blocked", "Nightly #45", "Could not run"],
  ["unknown", "Nightly #45: 2 tests without a verdict", undefined],
  ["unknown", "Nightly #45: 118 of 119 passed, 1 never ended", undefined],
  ["unknown", "Nightly #45", "Unknown"],
  ["warning", "Nightly #45: 118 of 120 passed, 2 expected tests never reported", undefined],
  ["warning", "Nightly #45: ended without any result", undefined],
  ["warning", "Nightly #45", "Attention"],
  ["info", "Nightly #45", undefined],
])("%s, %s", (status, title, word) => {
  expect(missingStatusWord({ kind: "build", status }, title)).toBe(word);
  expect(missingStatusWord({ kind: "notice", status }, title)).toBeUndefined();
});
