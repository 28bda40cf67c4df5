import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card } from "./card.ts";
import { plainLine } from "./line.ts";
import { STATUS_MARKS } from "./status-mark.ts";
import { arbitraryBuildCards } from "./testing/arbitrary-builds.ts";
import { GOLDEN_BUILDS } from "./testing/golden-builds.ts";

/** So much of a first line must be enough, because a phone's notification cuts what is longer. */
const SEEN_AT_A_GLANCE = 150;
const HOW_A_BUILD_STANDS =
  /: (?:[1-9]\d* of \d+ (?:failed|could not run|passed)|(?:all )?[1-9]\d* tests? (?:passed|never ended|without a verdict)|running|started|ended without any)/;
const HOW_A_TEST_WENT = /\b(?:passed|failed|could not run|ended without a verdict)\b/;

/** What every card owes to a phone notification and to a screen reader. */
function expectWholeMeaning(card: Card, verdict: RegExp): void {
  const [first = ""] = card.fallback.split("\n");
  const title = plainLine(card.title);
  expect(title.trim()).toBe(title);
  expect(title).not.toMatch(/\n|^:|undefined|NaN/);
  expect(first.slice(0, SEEN_AT_A_GLANCE)).toMatch(verdict);
  expect(first.startsWith(`${STATUS_MARKS[card.status].sign} `)).toBe(true);
}

it("a build card says first how it stands, counts no zeros there, and its fallback has what matters", () => {
  fc.assert(
    fc.property(arbitraryBuildCards, ({ build: card, verdict, missing }) => {
      expectWholeMeaning(card, HOW_A_BUILD_STANDS);
      expect(plainLine(card.title)).not.toMatch(/[:,(] ?0 /);
      expect(card.title[0]?.kind).toBe("link");
      for (const { label } of verdict.causes.slice(0, 3)) expect(card.fallback).toContain(label.trim().slice(0, 5));
      expect(card.fallback.includes("Never reported: ")).toBe(missing.length > 0);
      expect(card.fallback).toContain(verdict.flaky > 0 ? `${verdict.flaky} flaky` : "");
    }),
  );
});

it("calls and ends of attempts say first how the build stands", () => {
  fc.assert(
    fc.property(arbitraryBuildCards, ({ attempt, attention }) => {
      expectWholeMeaning(attempt, HOW_A_BUILD_STANDS);
      expect(attention?.fallback.slice(0, SEEN_AT_A_GLANCE) ?? ": running").toMatch(HOW_A_BUILD_STANDS);
    }),
  );
});

it("failure and folding cards say first what happened", () => {
  fc.assert(
    fc.property(arbitraryBuildCards, ({ failures, more }) => {
      for (const card of failures) {
        expectWholeMeaning(card, HOW_A_TEST_WENT);
        expect(card.fallback.split("\n")[0]).toContain(plainLine(card.title));
      }
      expectWholeMeaning(more, /more (?:failures?|tests? could not run) in /);
    }),
  );
});

describe("the title, with its time, of", () => {
  it.each(Object.entries(GOLDEN_BUILDS))("%s is short", (_, card) => {
    expect(plainLine(card.title).length).toBeLessThan(SEEN_AT_A_GLANCE);
  });
});
