import { expect, it } from "vitest";
import { parseReportLink } from "./parse-report-link.ts";

it.each([
  ["https://demo.app.perfectomobile.com/reporting/test/5ad4", { kind: "execution", id: "5ad4" }],
  ["https://demo.reporting.perfectomobile.com/test/5ad4?x=1#y", { kind: "execution", id: "5ad4" }],
  ["https://reporting.perfectomobile.com/test/5ad4/", { kind: "execution", id: "5ad4" }],
  ["  http://127.0.0.1:4010/proxy/reporting/test/5ad4 ", { kind: "execution", id: "5ad4" }],
  [
    "https://demo.app.perfectomobile.com/reporting/library?jobName[0]=Nightly%20Run&jobNumber[0]=45",
    { kind: "build", job: "Nightly Run", number: 45 },
  ],
  [
    "https://demo.app.perfectomobile.com/reporting/library/?jobName%5B0%5D=Nightly+Run&jobNumber%5B0%5D=45&_search=",
    { kind: "build", job: "Nightly Run", number: 45 },
  ],
  [
    "https://demo.reporting.perfectomobile.com/library?startExecutionTime[0]=1&jobName[0]=a&jobNumber[0]=1",
    { kind: "build", job: "a", number: 1 },
  ],
  [
    "https://demo.app.perfectomobile.com/reporting/library/?externalId%5B0%5D=a%40b",
    { kind: "session", externalId: "a@b" },
  ],
])("reads %s", (url, expected) => {
  expect(parseReportLink(url)).toEqual(expected);
});

it.each([
  [""],
  ["Nightly Run"],
  ["ftp://demo.app.perfectomobile.com/reporting/test/5ad4"],
  ["https://demo.app.perfectomobile.com/"],
  ["https://demo.app.perfectomobile.com/reporting/test/"],
  ["https://demo.app.perfectomobile.com/reporting/test/%E0%A4%A"],
  ["https://demo.app.perfectomobile.com/reporting/test/a/b"],
  ["https://demo.app.perfectomobile.com/reporting/latest/5ad4"],
  ["https://demo.app.perfectomobile.com/reporting/library?jobName[0]=a"],
  ["https://demo.app.perfectomobile.com/reporting/library?jobName[0]=a&jobNumber[0]=x"],
  ["https://demo.app.perfectomobile.com/reporting/dashboard-ci"],
])("finds nothing in %j", (url) => {
  expect(parseReportLink(url)).toBeUndefined();
});
