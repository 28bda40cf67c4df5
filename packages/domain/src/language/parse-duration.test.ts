import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration } from "./format-duration.ts";
import { markedText } from "./marked-text.ts";
import type { Place } from "./mistake.ts";
import { parseDuration, QUIET_BOUNDS } from "./parse-duration.ts";
import { printDuration } from "./print-duration.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const anything = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

function isWithin({ at, length }: Place, text: string): boolean {
  return at >= 0 && length >= 0 && at + length <= text.length;
}

describe("parseDuration", () => {
  it.each([
    ["2h", 2 * HOUR],
    ["1h30m", 1.5 * HOUR],
    ["1h 30m", 1.5 * HOUR],
    ["30m1h", 1.5 * HOUR],
    ["90 min", 1.5 * HOUR],
    ["1.5 hours", 1.5 * HOUR],
    ["1,5h", 1.5 * HOUR],
    ["3 days", 3 * DAY],
    ["1 day and 4 hours", 28 * HOUR],
    ["1 day, 4 hours", 28 * HOUR],
    ["2 WEEKS", 14 * DAY],
    ["1w1d1h1m1s", 8 * DAY + HOUR + MINUTE + 1000],
    ["60s", MINUTE],
    ["60 seconds", MINUTE],
    ["  2 hrs ", 2 * HOUR],
    ["1.00001 h", HOUR],
    ["90d", 90 * DAY],
    ["1m", MINUTE],
  ])("%j", (text, ms) => {
    expect(parseDuration(text)).toEqual({ kind: "understood", ms });
  });

  it.each([
    ["⟦59s⟧", "that is too short: at least `1m`", "1m"],
    ["⟦0h⟧", "that is too short: at least `1m`", "1m"],
    ["⟦91 days⟧", "that is too long: at most `90d`", "90d"],
    [`⟦${"9".repeat(400)}h⟧`, "that is too long: at most `90d`", "90d"],
    ["2 ⟦dayz⟧", "`dayz` is no unit of time: did you mean `days`?", "days"],
    ["2⟦hurs⟧", "`hurs` is no unit of time: did you mean `hours`?", "hours"],
    ["3 ⟦months⟧", "`months` is no unit of time", undefined],
    ["1h 2⟦hours⟧", "`hours` repeats a unit of the same duration", undefined],
    ["⟦tomorrow⟧", "`tomorrow` is no duration: write one such as `30m`, `2h` or `3 days`", undefined],
    ["1h⟦30⟧", "`30` is no duration: write one such as `30m`, `2h` or `3 days`", undefined],
    ["2h ⟦and⟧", "`and` is no duration: write one such as `30m`, `2h` or `3 days`", undefined],
    ["⟦-2h⟧", "`-2h` is no duration: write one such as `30m`, `2h` or `3 days`", undefined],
    ["⟦⟧", "a duration is missing: write one such as `30m`, `2h` or `3 days`", undefined],
  ])("refuses %.30j", (marked, message, suggestion) => {
    const { text, places } = markedText(marked);
    const mistake = { ...places[0], message, ...(suggestion === undefined ? {} : { suggestion }) };
    expect(parseDuration(text)).toEqual({ kind: "mistaken", mistake });
  });

  it("takes the bounds it is given, both included", () => {
    const bounds = { leastMs: 1000, mostMs: MINUTE };
    expect(parseDuration("1s", bounds)).toEqual({ kind: "understood", ms: 1000 });
    expect(parseDuration("1m", bounds)).toEqual({ kind: "understood", ms: MINUTE });
    expect(parseDuration("61s", bounds)).toMatchObject({ kind: "mistaken" });
  });

  it("gives back every duration that was printed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 90 * 86_400 }), (seconds) => {
        expect(parseDuration(printDuration(seconds * 1000))).toEqual({ kind: "understood", ms: seconds * 1000 });
      }),
    );
  });

  it("never throws and stays in the text, whatever is typed", () => {
    const text = fc.string({ unit: fc.constantFrom(..."019.,hmdsw and".split("")), maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(anything, text), (typed) => {
        const parsed = parseDuration(typed);
        const fine =
          parsed.kind === "understood"
            ? parsed.ms >= QUIET_BOUNDS.leastMs && parsed.ms <= QUIET_BOUNDS.mostMs
            : isWithin(parsed.mistake, typed);
        expect(fine).toBe(true);
      }),
    );
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0 s"],
    [-5000, "0 s"],
    [Number.NaN, "0 s"],
    [499, "0 s"],
    [500, "1 s"],
    [45_000, "45 s"],
    [59_600, "1 min"],
    [754_000, "12 min 34 s"],
    [HOUR - 400, "1 h"],
    [2.5 * HOUR, "2 h 30 min"],
    [2 * HOUR - 1000, "2 h"],
    [DAY - 1000, "1 day"],
    [DAY, "1 day"],
    [76 * HOUR, "3 days 4 h"],
    [90 * DAY, "90 days"],
  ])("%d ms is %s", (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });

  it("can be typed back, and is off by less than half of the unit it leaves out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 89 * DAY }), (ms) => {
        const parsed = parseDuration(formatDuration(ms));
        if (parsed.kind !== "understood") throw new Error(formatDuration(ms));
        const unit = ms < HOUR ? 1000 : ms < DAY ? MINUTE : HOUR;
        expect(Math.abs(parsed.ms - ms)).toBeLessThanOrEqual(unit / 2 + 1000);
      }),
    );
  });
});
