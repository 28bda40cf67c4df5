import { parseFilter, tokenize } from "@perfecto-bot/domain";
import { expect, it } from "vitest";
import { asksForInteractive, isInteractive } from "./is-interactive.ts";

it.each([
  ["Interactive session", true],
  ["interactive Session ", true],
  ["Interactive session 2", false],
  ["Login", false],
])("%j is interactive: %s", (name, expected) => {
  expect(isInteractive({ name })).toBe(expected);
});

it.each([
  ["", false],
  ["interactive", true],
  ['test:"Interactive session"', true],
  ["test:interactive*", true],
  ["test:*", false],
  ["test:*?*", false],
  ["-test:interactive*", false],
  ["test:Login,interactive*", true],
  ["tag:interactive", false],
])("%j asks for interactive sessions: %s", (words, expected) => {
  expect(asksForInteractive(parseFilter(tokenize(words, 0).tokens).filter)).toBe(expected);
});
