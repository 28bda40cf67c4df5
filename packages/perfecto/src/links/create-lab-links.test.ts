import { type BuildRef, buildOf, type Execution } from "@perfecto-bot/domain";
import { expect, it } from "vitest";
import { createLabLinks } from "./create-lab-links.ts";
import { parseLabBase } from "./lab-base.ts";
import { parseReportLink } from "./parse-report-link.ts";

const links = createLabLinks(parseLabBase("https://demo.app.perfectomobile.com/"));

it.each<[BuildRef, string]>([
  [
    { kind: "job", lab: "demo", job: "Nightly [iOS] & more", branch: "main", number: 45 },
    "library?jobName%5B0%5D=Nightly%20%5BiOS%5D%20%26%20more&jobNumber%5B0%5D=45",
  ],
  [
    { kind: "session", lab: "demo", externalId: "a@b_RemoteWebDriver" },
    "library?externalId%5B0%5D=a%40b_RemoteWebDriver",
  ],
])("links a build to the library", (ref, expected) => {
  expect(links.build(ref)).toBe(`https://demo.app.perfectomobile.com/reporting/${expected}`);
});

it("links a build of one execution without session to its report", () => {
  const lone: Execution = {
    lab: "demo",
    id: "5ad4",
    name: "x",
    status: "FAILED",
    tags: [],
    platforms: [],
    videos: [],
    artifacts: [],
  };
  expect(links.build(buildOf(lone))).toBe(links.execution("5ad4"));
});

it("makes links that are read back", () => {
  expect(parseReportLink(links.execution("5ad4/é?"))).toEqual({ kind: "execution", id: "5ad4/é?" });
  const job = "Nightly + [iOS] 50% & more";
  expect(parseReportLink(links.build({ kind: "job", lab: "demo", job, number: 45 }))).toEqual({
    kind: "build",
    job,
    number: 45,
  });
  expect(parseReportLink(links.build({ kind: "session", lab: "demo", externalId: "a@b" }))).toEqual({
    kind: "session",
    externalId: "a@b",
  });
});

it("keeps a proxy's path", () => {
  const proxied = createLabLinks(parseLabBase("http://localhost:4010/perfecto/?x#y"));
  expect(proxied.execution("1")).toBe("http://localhost:4010/perfecto/reporting/test/1");
});
