import { afterEach, beforeEach, expect, it } from "vitest";
import {
  type LabEvent,
  type LabPlay,
  type LabSimulator,
  playLab,
  scenarioJobs,
  startLabSimulator,
  type WireExecutionsAnswer,
} from "../index.ts";

let lab: LabSimulator;
let play: LabPlay | undefined;
let events: LabEvent[];

beforeEach(async () => {
  events = [];
  lab = await startLabSimulator();
});
afterEach(async () => {
  play?.stop();
  await lab.stop();
});

const patient = { timeout: 5_000 };
const onEvent = (event: LabEvent) => void events.push(event);
const kinds = (kind: LabEvent["kind"]) => events.filter((event) => event.kind === kind);

async function list(job: string, number: number): Promise<WireExecutionsAnswer> {
  const query = new URLSearchParams({ "jobName[0]": job, "jobNumber[0]": String(number) });
  const response = await fetch(`${lab.baseUrl}/export/api/v3/test-executions?${query.toString()}`, {
    headers: { "Perfecto-Authorization": lab.token },
  });
  return JSON.parse(await response.text());
}

it("plays a build on demand: started, each finished and processed, complete", async () => {
  play = playLab({ lab, speed: 2_000, pastBuilds: 0, automatic: false, onEvent });
  const build = play.startBuild({ job: "My own job", executions: 10, failures: 2, causes: 1, flaky: 1 });
  expect(build).toEqual({ job: "My own job", number: 1, executions: 11 });
  await expect.poll(() => kinds("build complete"), patient).toHaveLength(1);

  expect(events[0]).toMatchObject({ kind: "build started", job: "My own job", number: 1, executions: 11 });
  expect(kinds("execution finished")).toHaveLength(11);
  expect(kinds("processing complete")).toHaveLength(11);
  const { resources, metadata } = await list("My own job", 1);
  expect([resources.length, metadata.processingStatus]).toEqual([11, "PROCESSING_COMPLETE"]);
  expect(resources.filter(({ status }) => status === "FAILED")).toHaveLength(3);
  expect(play.startBuild({ job: "My own job" }).number).toBe(2);
});

it("tells of an execution when the API shows it, not before", async () => {
  let nowMs = Date.UTC(2026, 10, 20, 12);
  await lab.stop();
  lab = await startLabSimulator({ now: () => nowMs });
  play = playLab({ lab, pastBuilds: 0, automatic: false, onEvent });
  play.startBuild({ job: "Clock", executions: 3, failures: 0, spreadMs: 60_000 });
  expect((await list("Clock", 1)).resources).toEqual([]);
  expect(lab.size).toBe(0);

  nowMs += 600_000;
  await expect.poll(() => kinds("build complete"), patient).toHaveLength(1);
  expect((await list("Clock", 1)).resources).toHaveLength(3);
  const times = events.map(({ atMs }) => atMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

it("has a past without events, goes on by itself, and stops", async () => {
  play = playLab({ lab, speed: 5_000, pastBuilds: 2, onEvent });
  expect(kinds("build started")).toEqual([]);
  expect(scenarioJobs.map(({ name }) => lab.highestNumberOf(name))).toEqual([2, 2, 2, 2]);
  await expect.poll(() => new Set(kinds("build started").map(({ job }) => job)).size, patient).toBe(4);
  expect(kinds("build started").every(({ number }) => number >= 3)).toBe(true);

  await expect.poll(() => kinds("execution finished").length, patient).toBeGreaterThan(0);
  play.stop();
  const [held, told] = [lab.size, events.length];
  await expect.poll(() => lab.now() > (events.at(-1)?.atMs ?? 0) + 400, patient).toBe(true);
  expect([lab.size, events.length]).toEqual([held, told]);
});

it("shows the regression on one iOS version alone", async () => {
  play = playLab({ lab, speed: 2_000, pastBuilds: 3, automatic: false, onEvent });
  play.startBuild({ job: "Mobile Banking Regression" });
  await expect.poll(() => kinds("build complete"), patient).toHaveLength(1);
  const before = (await list("Mobile Banking Regression", 3)).resources;
  const broken = (await list("Mobile Banking Regression", 4)).resources;
  expect(before.filter(({ status }) => status === "FAILED")).toEqual([]);
  const failed = broken.filter(({ status }) => status === "FAILED");
  expect(failed).toHaveLength(4);
  expect(new Set(failed.map(({ platforms }) => platforms?.[0]?.osVersion))).toEqual(new Set(["17.5.1"]));
});

it("can be stopped by what it tells", async () => {
  const mine = playLab({
    lab,
    speed: 2_000,
    pastBuilds: 0,
    automatic: false,
    onEvent: (event) => {
      onEvent(event);
      if (event.kind === "execution finished") mine.stop();
    },
  });
  mine.startBuild({ job: "Short", executions: 5, failures: 0, spreadMs: 1_000 });
  await expect.poll(() => kinds("execution finished"), patient).toHaveLength(1);
  await expect.poll(() => lab.now() > (events.at(-1)?.atMs ?? 0) + 300, patient).toBe(true);
  expect(lab.size).toBe(1);
});
