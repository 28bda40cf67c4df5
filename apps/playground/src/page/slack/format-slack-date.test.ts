import { describe, expect, it } from "vitest";
import { formatAgo, formatClock, formatDay, formatSlackDate } from "./format-slack-date.ts";

const epochS = Date.UTC(2026, 10, 23, 6, 42, 5) / 1000;
const reading = { nowMs: Date.UTC(2026, 10, 23, 12), timeZone: "UTC" };
const nextWeek = { ...reading, nowMs: Date.UTC(2026, 10, 30, 12) };

describe("formatSlackDate", () => {
  it.each([
    ["{date_num}", "2026-11-23"],
    ["{date_slash}", "11/23/2026"],
    ["{date}", "November 23rd, 2026"],
    ["{date_short}", "Nov 23, 2026"],
    ["{date_long}", "Monday, November 23rd, 2026"],
    ["{date_short_pretty} at {time}", "Nov 23, 2026 at 6:42 AM"],
    ["{time_secs}", "6:42:05 AM"],
    ["{ago}", "7 days ago"],
    ["{unheard_of}", "fallback"],
  ])("writes %s", (format, written) => {
    expect(formatSlackDate(epochS, format, "fallback", nextWeek)).toBe(written);
  });

  it.each([
    ["today", reading, "today at 6:42 AM"],
    ["the day before", { ...reading, nowMs: Date.UTC(2026, 10, 24, 1) }, "yesterday at 6:42 AM"],
    ["the day after", { ...reading, nowMs: Date.UTC(2026, 10, 22, 1) }, "tomorrow at 6:42 AM"],
    ["the reader's zone", { nowMs: reading.nowMs, timeZone: "America/Los_Angeles" }, "yesterday at 10:42 PM"],
  ])("knows %s", (_, as, written) => {
    expect(formatSlackDate(epochS, "{date_short_pretty} at {time}", "fallback", as)).toBe(written);
  });

  it("falls back where there is no moment", () => {
    expect(formatSlackDate(Number.NaN, "{time}", "fallback", reading)).toBe("fallback");
    expect(formatSlackDate(1e15, "{time}", "fallback", reading)).toBe("fallback");
  });
});

describe("the days and times beside messages", () => {
  it("are written as Slack writes them", () => {
    expect(formatClock(epochS * 1000, reading)).toBe("6:42 AM");
    expect(formatDay(epochS * 1000, reading)).toBe("Today");
    expect(formatDay(epochS * 1000, nextWeek)).toBe("Monday, November 23rd");
    expect(formatAgo(epochS * 1000, epochS * 1000 + 90_000)).toBe("1 minute ago");
  });
});
