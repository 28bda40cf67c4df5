import { expect, test } from "vitest";
import { isoStamp, isTimeZone, shortStamp } from "./local-stamp.ts";

const nowMs = Date.UTC(2026, 10, 23, 13, 5);

test.each([
  [nowMs, "Europe/Berlin", "2026-11-23T14:05:00+01:00"],
  [nowMs, "UTC", "2026-11-23T13:05:00+00:00"],
  [nowMs + 7, "Asia/Kathmandu", "2026-11-23T18:50:00.007+05:45"],
  [Date.UTC(2026, 6, 1), "America/New_York", "2026-06-30T20:00:00-04:00"],
  [Date.UTC(2026, 9, 25, 0, 30), "Europe/Berlin", "2026-10-25T02:30:00+02:00"],
  [Date.UTC(2026, 9, 25, 1, 30), "Europe/Berlin", "2026-10-25T02:30:00+01:00"],
])("%d in %s is %s, and reads back", (ms, timeZone, stamp) => {
  expect(isoStamp(ms, timeZone)).toBe(stamp);
  expect(Date.parse(stamp)).toBe(ms);
});

test.each([
  [nowMs, "23 Nov 14:05"],
  [Date.UTC(2026, 0, 1), "1 Jan 01:00"],
  [Date.UTC(2025, 11, 31, 22, 59), "31 Dec 2025 23:59"],
  [Date.UTC(2025, 11, 31, 23), "1 Jan 00:00"],
])("%d is shown as %s", (ms, shown) => {
  expect(shortStamp(ms, "Europe/Berlin", nowMs)).toBe(shown);
});

test.each([
  ["Europe/Berlin", true],
  ["UTC", true],
  ["Mars/Olympus", false],
  ["", false],
])("%j is a time zone: %s", (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});
