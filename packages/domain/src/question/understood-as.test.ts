import { describe, expect, it } from "vitest";
import type { Filter } from "../filter.ts";
import { filterOfQuestion } from "./filter-of-question.ts";
import { parseQuestion } from "./parse-question.ts";
import { understoodAs } from "./understood-as.ts";

const now = "2026-11-23T13:05:00Z";

function lineFor(text: string, nowText = now, timeZone = "Europe/Berlin"): string {
  const context = { nowMs: Date.parse(nowText), timeZone };
  const reading = parseQuestion(text, context);
  if (reading.kind === "mistaken") throw new Error(reading.mistakes[0]?.message);
  return understoodAs(reading.command, context);
}

const WRONG = "FAILED or BLOCKED executions";
const LAST_DAY = "22 Nov 14:05 to 23 Nov 14:05 CET";

describe("understoodAs", () => {
  it.each<[string, string]>([
    ["failures job:Nightly* os:iOS last 24h", `${WRONG} of Nightly*, iOS only, ${LAST_DAY}`],
    ["failures", `${WRONG}, ${LAST_DAY} (24 h, as no window was named)`],
    ["failures status:failed last day", `FAILED executions, ${LAST_DAY}`],
    ["failures -status:blocked last day", `${WRONG}, without status BLOCKED, ${LAST_DAY}`],
    ["runs last day", `All executions, ${LAST_DAY}`],
    ["runs status:passed,unknown job:A,B last day", `PASSED or UNKNOWN executions of A or B, ${LAST_DAY}`],
    ["runs status:passed status:unknown last day", `PASSED executions, status UNKNOWN, ${LAST_DAY}`],
    ["runs job:A job:B -job:C last day", `All executions of A, of B, without job C, ${LAST_DAY}`],
    [
      'runs build:45 branch:main Login platform:*17* device:d model:m browser:b tag:a,"b, c" owner:o project:p reason:"or not" lab:l last day',
      `All executions, build 45, branch main, named *Login*, on *17*, device d, model m, browser b, tagged a or "b, c", owner o, project p, reason "or not", lab l, ${LAST_DAY}`,
    ],
    [
      "runs -Login -os:iOS,Android last day",
      `All executions, without test *Login*, without os iOS or Android, ${LAST_DAY}`,
    ],
    ["runs by:platform last day", `All executions, ${LAST_DAY}, counted by platform`],
    ["runs 2025-12-30..2026-01-02", "All executions, 30 Dec 2025 00:00 to 3 Jan 00:00 CET"],
    ["runs 2026-10-24..2026-10-25", "All executions, 24 Oct 00:00 CEST to 26 Oct 00:00 CET"],
    ["runs from 8:00:30 to 9:00", "All executions, 23 Nov 08:00:30 to 23 Nov 09:00:00 CET"],
    ["build Nightly Regression", "Latest build of Nightly Regression"],
    ["build Nightly 45 os:iOS", "Build 45 of Nightly, iOS only"],
    ["builds Nightly", "Latest 10 builds of Nightly"],
    ["builds Nightly 1 -tag:x", "Latest build of Nightly, without tag x"],
    ["compare Nightly", "The two latest builds of Nightly"],
    ["compare Nightly 45", "Build 45 of Nightly and the one before"],
    ["compare Nightly 44 45 tag:x", "Builds 44 and 45 of Nightly, tagged x"],
    ["test Login works", "Test Login works"],
    ["test a\n b", 'Test "a b"'],
    ["jobs", "All jobs"],
    ["jobs nightly", "Jobs named *nightly*"],
    [String.raw`build "pays [\*]" 45`, String.raw`Build 45 of "pays [\*]"`],
    ["build pays[*] 45", 'Build 45 of "pays[*]"'],
    [String.raw`test C:\Login`, String.raw`Test "C:\Login"`],
    ["flaky tag:x", "Flaky tests, tagged x, 16 Nov 14:05 to 23 Nov 14:05 CET (7 days, as no window was named)"],
    ["trend Nightly os:iOS last day by:model", `Trend of Nightly, iOS only, ${LAST_DAY}, counted by model`],
    ["trend Nightly", "Trend of Nightly, 9 Nov 14:05 to 23 Nov 14:05 CET (14 days, as no window was named)"],
  ])("%s", (text, line) => {
    expect(lineFor(text)).toBe(line);
  });

  it.each([
    ["America/New_York", "All executions, 22 Nov 08:05 to 23 Nov 08:05 EST"],
    ["Australia/Lord_Howe", "All executions, 23 Nov 00:05 to 24 Nov 00:05 LHDT"],
    ["Pacific/Kiritimati", "All executions, 23 Nov 03:05 to 24 Nov 03:05 UTC+14"],
    ["Pacific/Niue", "All executions, 22 Nov 02:05 to 23 Nov 02:05 UTC-11"],
    ["Asia/Kathmandu", "All executions, 22 Nov 18:50 to 23 Nov 18:50 UTC+5:45"],
    ["UTC", "All executions, 22 Nov 13:05 to 23 Nov 13:05 UTC"],
    ["No/Where", "All executions, 22 Nov 13:05 to 23 Nov 13:05 UTC"],
  ])("names the zone in %s", (timeZone, line) => {
    expect(lineFor("runs last 24h", now, timeZone)).toBe(line);
  });

  it("leaves out seconds only where a window reaches back from now", () => {
    expect(lineFor("runs last 1h", "2026-11-23T13:05:42Z")).toBe("All executions, 23 Nov 13:05 to 23 Nov 14:05 CET");
    expect(lineFor("runs since 12:00:30", "2026-11-23T13:05:42Z")).toBe(
      "All executions, 23 Nov 12:00:30 to 23 Nov 14:05:42 CET",
    );
  });
});

describe("filterOfQuestion", () => {
  const wrong = { key: "status", negated: false, values: ["failed", "blocked"] } as const;
  it.each<[string, Filter]>([
    ["failures", [wrong]],
    ["failures status:blocked", [{ ...wrong, values: ["blocked"] }]],
    ["failures -status:blocked", [wrong, { ...wrong, negated: true, values: ["blocked"] }]],
    ["runs", []],
  ])("%s", (text, filter) => {
    const reading = parseQuestion(text, { nowMs: 0, timeZone: "UTC" });
    if (reading.kind === "mistaken" || reading.command.verb === "test" || reading.command.verb === "jobs")
      throw new Error(text);
    expect(filterOfQuestion(reading.command)).toEqual(filter);
  });
});
