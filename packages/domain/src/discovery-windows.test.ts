import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideDiscovery, discoveryWindows, type DiscoveryDecision } from "./discovery-windows.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = 1_000 * DAY;
const WINDOWS = discoveryWindows(30 * SECOND);
const ALL = ["short", "middle", "long"];
const ago = (short: number, middle: number, long: number) => ({
  short: NOW - short,
  middle: NOW - middle,
  long: NOW - long,
});

describe("decideDiscovery", () => {
  it.each<[string, Readonly<Record<string, number>>, number, DiscoveryDecision["reason"], readonly string[]]>([
    ["the first look goes back a day", {}, DAY, "first-look", ALL],
    ["the short window in its rhythm", ago(30 * SECOND, MINUTE, MINUTE), 15 * MINUTE, "rhythm", ["short"]],
    ["a tick that comes a little early", ago(16 * SECOND, MINUTE, MINUTE), 15 * MINUTE, "rhythm", ["short"]],
    ["a signal out of rhythm", ago(SECOND, MINUTE, MINUTE), 15 * MINUTE, "rhythm", ["short"]],
    [
      "the middle window covers the short one",
      ago(30 * SECOND, 5 * MINUTE, MINUTE),
      4 * HOUR,
      "rhythm",
      ["short", "middle"],
    ],
    ["the long window covers all", ago(30 * SECOND, MINUTE, HOUR), DAY, "rhythm", ALL],
    ["after 30 minutes away", ago(30 * MINUTE, 30 * MINUTE, 40 * MINUTE), 4 * HOUR, "rhythm", ["short", "middle"]],
    ["after 3 hours away", ago(3 * HOUR, 3 * HOUR, 3 * HOUR), DAY, "rhythm", ALL],
    ["after 2 days away", ago(2 * DAY, 2 * DAY, 2 * DAY), 2 * DAY + 2 * MINUTE, "after-absence", ALL],
    ["after 10 days away", ago(10 * DAY, 10 * DAY, 10 * DAY), 7 * DAY, "after-absence", ALL],
    ["a window that was never covered", { short: NOW - 30 * SECOND }, DAY, "rhythm", ALL],
  ])("%s", (_what, marks, lookBackMs, reason, covers) => {
    expect(decideDiscovery(WINDOWS, marks, NOW)).toEqual({ fromMs: NOW - lookBackMs, covers, reason });
  });

  it("reaches back to the last look where the rhythm is slower than the short window", () => {
    const hourly = discoveryWindows(HOUR);
    expect(decideDiscovery(hourly, ago(HOUR, HOUR, HOUR), NOW)).toEqual({
      fromMs: NOW - HOUR - 2 * MINUTE,
      covers: ["short"],
      reason: "after-absence",
    });
  });

  it.each<[string, Readonly<Record<string, number>>, number, number, readonly string[]]>([
    ["after 23.5 hours, tests of an hour", ago(23.5 * HOUR, 23.5 * HOUR, 23.5 * HOUR), HOUR, 24.5 * HOUR, ALL],
    ["after 23.5 hours, tests of minutes", ago(23.5 * HOUR, 23.5 * HOUR, 23.5 * HOUR), 5 * MINUTE, 24 * HOUR, ALL],
    ["after 2 days, tests of an hour", ago(2 * DAY, 2 * DAY, 2 * DAY), HOUR, 2 * DAY + HOUR, ALL],
    ["after 2 days, tests of 3 days", ago(2 * DAY, 2 * DAY, 2 * DAY), 3 * DAY, 3 * DAY - HOUR, ALL],
    ["after 6 days, tests of a day", ago(6 * DAY, 6 * DAY, 6 * DAY), DAY, 7 * DAY - HOUR, ALL],
    ["after 4 minutes, what the short window is for", ago(4 * MINUTE, MINUTE, MINUTE), HOUR, 18.5 * MINUTE, ["short"]],
    ["in the rhythm, tests of a day", ago(30 * SECOND, MINUTE, MINUTE), DAY, 15 * MINUTE, ["short"]],
  ])("reaches behind the absence by the longest test: %s", (_what, marks, longestMs, reachMs, covers) => {
    const decision = decideDiscovery(WINDOWS, marks, NOW, longestMs);
    const overlapMs = decision.reason === "after-absence" ? 2 * MINUTE : 0;
    expect(decision).toMatchObject({ fromMs: NOW - Math.min(reachMs + overlapMs, 7 * DAY), covers });
  });

  it("finds every test that ran when an absence of less than six days began and ended in it", () => {
    const lengthMs = fc.integer({ min: 0, max: 23 * HOUR });
    fc.assert(
      fc.property(fc.integer({ min: HOUR, max: 6 * DAY - 2 * MINUTE }), lengthMs, (awayMs, longestMs) => {
        const { fromMs } = decideDiscovery(WINDOWS, ago(awayMs, awayMs, awayMs), NOW, longestMs);
        expect(fromMs).toBeLessThanOrEqual(NOW - awayMs - longestMs);
      }),
    );
  });

  it("never leaves a hole of less than a week since the last look, and always covers the short window", () => {
    const away = fc.integer({ min: 0, max: 7 * DAY - 2 * MINUTE });
    fc.assert(
      fc.property(away, away, away, (short, middle, long) => {
        const decision = decideDiscovery(WINDOWS, ago(short, middle, long), NOW);
        expect(decision.fromMs).toBeLessThanOrEqual(NOW - Math.min(short, middle, long));
        expect(decision.covers).toContain("short");
      }),
    );
  });
});
