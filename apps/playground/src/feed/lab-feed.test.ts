import { generateBuild, type LabEvent, scenarioJobs } from "@perfecto-bot/simulators/lab";
import { expect, it } from "vitest";
import { plainText } from "../draw/drawn-line.ts";
import { createLabFeed } from "./lab-feed.ts";

const [job] = scenarioJobs;
if (job === undefined) throw new TypeError("The scenario has no job");
const plan = job.build("demo", 4);
const build = generateBuild({ seed: "demo", baseUrl: "http://lab", job: job.name, startMs: 0, number: 4, ...plan });
const passed = build.find(({ resource }) => resource.status === "PASSED");
const failed = build.find(({ resource }) => resource.status === "FAILED");
if (passed === undefined || failed === undefined) throw new TypeError("The build should have both");

it("names a build when it has its say, and waits only for the videos of tests that did not pass", () => {
  const feed = createLabFeed((id) => build.find(({ resource }) => resource.id === id));
  const finished = ({ resource }: typeof passed, number: number): LabEvent => ({
    kind: "execution finished",
    atMs: 0,
    job: job.name,
    number,
    id: resource.id,
    name: resource.name ?? "",
    status: resource.status ?? "",
  });
  const ready = ({ resource }: typeof passed): LabEvent => ({
    kind: "processing complete",
    atMs: 0,
    job: job.name,
    number: 4,
    id: resource.id,
  });
  const told = (event: LabEvent) => feed(event).map(plainText);
  const device = ({ resource }: typeof passed) => {
    const { manufacturer, model } = resource.platforms?.[0]?.mobileInfo ?? {};
    return `${manufacturer} ${model?.replaceAll("-", " ")}`;
  };

  expect(told({ kind: "build started", atMs: 0, job: job.name, number: 4, branch: "main", executions: 36 })).toEqual([
    "▶ Mobile Banking Regression #4 starts",
    "  36 test executions, branch main",
  ]);
  expect(told(finished(passed, 4))).toEqual([`  ✓ ${device(passed)} · ${passed.resource.name}`]);
  expect(told(finished(failed, 5))).toEqual([
    "Mobile Banking Regression #5",
    `  ✗ ${device(failed)}, iOS 17.5.1 · ${failed.resource.name}`,
  ]);
  expect(told(ready(passed))).toEqual([]);
  expect(told(ready(failed))).toEqual(["Mobile Banking Regression #4", `  ▹ video ready: ${failed.resource.name}`]);
  expect(told({ kind: "build complete", atMs: 0, job: job.name, number: 4 })).toEqual([
    "■ Mobile Banking Regression #4: all is run and processed",
  ]);
});
