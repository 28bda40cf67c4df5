import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenize } from "../language/tokenize.ts";
import { parseQuestion } from "./parse-question.ts";
import type { AskContext } from "./question.ts";
import { QUESTION_VERBS } from "./question-verbs.ts";
import { type PhraseReader, readPhrase } from "./read-phrase.ts";
import { readWindow } from "./read-window.ts";

const context: AskContext = { nowMs: Date.parse("2026-11-23T13:05:42.500Z"), timeZone: "Europe/Berlin" };
const anything = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
const PIECES = [
  "since ",
  "since monday ",
  "since monday 9am at the of a an ",
  "from to ",
  "from 1 to 2 ",
  "on 1 ",
  "last 1 ",
  "last 1h ",
  "last ",
  "this a ",
  "this monday ",
  "today ",
  "2026-11-20..2026-11-22 ",
  "2026-11-20..",
  "1 .. 2 ",
  "sicne monday ",
  "lsat 24h ",
  "1h ",
  "1",
  "a",
  ".",
  "#1 ",
  "44..45 ",
  "by os ",
  "by:os ",
  "since:x ",
  "job:a ",
  '"',
  " ",
];

describe("hostile questions", () => {
  it("never throw, and their mistakes lie in the text in order", () => {
    const verb = fc.constantFrom(...Object.keys(QUESTION_VERBS), "");
    const words = fc.constantFrom(
      ...'last since from to on by this 24 24h 3 days week month monday 9am noon ago 2026-11-22 .. 2026-11-20..2026-11-22 … 44..45 #45 by:os since:x job: job:x - , " “ * Login feb 29 2026-02-30 3/4 99999999999999999999 0'.split(
        " ",
      ),
    );
    const nows = fc.record({
      nowMs: fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.double({ min: 0, max: 4e12, noNaN: true })),
      timeZone: fc.constantFrom("Europe/Berlin", "Pacific/Niue", "x"),
    });
    const hostile = fc
      .tuple(verb, fc.array(words, { maxLength: 12 }))
      .map(([first, rest]) => [first, ...rest].join(" "));
    fc.assert(
      fc.property(fc.oneof(anything, hostile), nows, (text, where) => {
        const reading = parseQuestion(text, where);
        if (reading.kind === "understood") return;
        expect(reading.mistakes.length).toBeGreaterThan(0);
        let last = 0;
        for (const { at, length, message } of reading.mistakes) {
          expect(at).toBeGreaterThanOrEqual(last);
          expect(at + length).toBeLessThanOrEqual(text.length);
          expect(message).not.toBe("");
          last = at;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each(PIECES)("hand chrono only so much of 100,000 characters of %j", (piece) => {
    let handed = 0;
    const counting: PhraseReader = (phrase, today) => {
      handed += phrase.length;
      return readPhrase(phrase, today);
    };
    const { tokens } = tokenize(piece.repeat(100_000 / piece.length));
    readWindow(tokens, context, counting);
    expect(handed).toBeLessThan(4 * 20 * 60);
  });

  it("hand chrono no phrase longer than 60 characters", () => {
    const lengths: number[] = [];
    const noting: PhraseReader = (phrase) => {
      lengths.push(phrase.length);
      return undefined;
    };
    readWindow(tokenize(`since ${"1".repeat(59)} 2 3 ${"monday ".repeat(50)}`).tokens, context, noting);
    expect(lengths.length).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
  });

  it.each(PIECES)("are read to the end with 100,000 characters of %j", (piece) => {
    const long = piece.repeat(100_000 / piece.length);
    for (const verb of ["", "failures", "build", "builds", "compare", "test", "jobs", "trend"])
      expect(["understood", "mistaken"]).toContain(parseQuestion(`${verb} ${long}`, context).kind);
  });
});
