import { type BuildRef, buildToldBy, type Execution } from "@perfecto-bot/domain";
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
  [
    { kind: "job", lab: "demo", job: "Nightly", number: 45, startedAtMs: 1_764_000_000_000 },
    "library?jobName%5B0%5D=Nightly&jobNumber%5B0%5D=45",
  ],
  [
    { kind: "job", lab: "demo", job: "Nightly", number: 1, startedAtMs: 1_764_000_000_000, repeated: true },
    "library?jobName%5B0%5D=Nightly&jobNumber%5B0%5D=1&startExecutionTime%5B0%5D=1763996400000&startExecutionTime%5B1%5D=custom&endExecutionTime%5B0%5D=1764086400000",
  ],
  [
    { kind: "run", lab: "demo", job: "Smoke & more", branch: "main", startedAtMs: 1_764_000_000_000 },
    "library?jobName%5B0%5D=Smoke%20%26%20more&startExecutionTime%5B0%5D=1763996400000&startExecutionTime%5B1%5D=custom&endExecutionTime%5B0%5D=1764086400000",
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
  expect(links.build(buildToldBy(lone))).toBe(links.execution("5ad4"));
});

it("makes links that are read back", () => {
  expect(parseReportLink(links.execution("5ad4/é?"))).toEqual({ kind: "execution", id: "5ad4/é?" });
  const job = "Nightly + [iOS] 50% & more";
  expect(parseReportLink(links.build({ kind: "job", lab: "demo", job, number: 45 }))).toEqual({
    kind: "build",
    job,
    number: 45,
  });
  const again: BuildRef = { kind: "job", lab: "demo", job, number: 45, startedAtMs: 1_764_000_000_000, repeated: true };
  expect(parseReportLink(links.build(again))).toEqual({ kind: "build", job, number: 45 });
  expect(
    parseReportLink(links.build({ kind: "run", lab: "demo", job, startedAtMs: 1_764_000_000_000 })),
  ).toBeUndefined();
  expect(parseReportLink(links.build({ kind: "session", lab: "demo", externalId: "a@b" }))).toEqual({
    kind: "session",
    externalId: "a@b",
  });
});

it("keeps a proxy's path", () => {
  const proxied = createLabLinks(parseLabBase("http://localhost:4010/perfecto/?x#y"));
  expect(proxied.execution("1")).toBe("http://localhost:4010/perfecto/reporting/test/1");
});
