import { describe, expect, it } from "vitest";
import { formatDay } from "./format-moment.ts";

const at = (year: number, month: number, day: number, hour = 12): number =>
  new Date(year, month - 1, day, hour).getTime();

describe("formatDay", () => {
  it.each([
    [at(2026, 3, 2, 0), at(2026, 3, 2, 23), /^Today$/],
    [at(2026, 3, 1, 23), at(2026, 3, 2, 0), /^Yesterday$/],
    [at(2025, 12, 31), at(2026, 1, 1), /^Yesterday$/],
    [at(2026, 2, 27), at(2026, 3, 2), /27/],
  ])("%d seen at %d", (moment, now, day) => {
    expect(formatDay(moment, now)).toMatch(day);
  });
});
