import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

const patient = { timeout: 60_000 };
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
  expect(play.running()).toEqual([build]);
  await expect.poll(() => kinds("build complete"), patient).toHaveLength(1);

  expect(play.running()).toEqual([]);
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

/** A lab whose clock stands still until it is moved, with the play's events as far as that. */
async function standStill(): Promise<(ms: number) => void> {
  let nowMs = Date.UTC(2026, 10, 20, 12);
  await lab.stop();
  lab = await startLabSimulator({ now: () => nowMs });
  return (ms) => void (nowMs += ms);
}
const settled = (kind: LabEvent["kind"], count: number) => expect.poll(() => kinds(kind), patient).toHaveLength(count);
const small = { executions: 3, failures: 0, spreadMs: 0, durationMs: [1_000, 1_000], closingMs: [0, 0] } as const;

it("puts off what still processes while processing is slow, and catches up when it is mended", async () => {
  const pass = await standStill();
  play = playLab({ lab, pastBuilds: 0, automatic: false, onEvent });
  play.startBuild({ job: "Running", ...small, processingMs: [60_000, 60_000] });
  pass(1_000);
  await settled("execution finished", 3);
  play.setSlowProcessing(true);
  play.startBuild({ job: "Later", ...small, processingMs: [60_000, 60_000] });
  const before = (await list("Running", 1)).resources.length;
  pass(599_000);
  await settled("execution finished", 6);
  expect(before).toBe(3);
  expect((await list("Running", 1)).metadata.processingStatus).toBe("PROCESSING");
  expect(kinds("processing complete")).toEqual([]);
  pass(1_000);
  await settled("build complete", 1);
  expect((await list("Running", 1)).metadata.processingStatus).toBe("PROCESSING_COMPLETE");
  expect((await list("Later", 1)).metadata.processingStatus).toBe("PROCESSING");

  play.setSlowProcessing(false);
  await settled("build complete", 2);
  expect((await list("Later", 1)).metadata.processingStatus).toBe("PROCESSING_COMPLETE");
  expect(kinds("build complete")).toMatchObject([
    { job: "Running", atMs: lab.now() },
    { job: "Later", atMs: lab.now() },
  ]);
});

it("leaves alone what was ready when processing became slow, told of or not", async () => {
  const pass = await standStill();
  play = playLab({ lab, pastBuilds: 0, automatic: false, onEvent });
  play.startBuild({ job: "Ready", ...small, processingMs: [60_000, 60_000] });
  pass(1_000);
  await settled("execution finished", 3);
  pass(60_000);
  play.setSlowProcessing(true);
  await settled("build complete", 1);
  expect((await list("Ready", 1)).metadata.processingStatus).toBe("PROCESSING_COMPLETE");
});

it("plays later builds at a new speed, and waits less for those that start by themselves", async () => {
  const pass = await standStill();
  const job = { name: "Hourly", branch: "main", everyMs: 3_600_000, build: () => small };
  play = playLab({ lab, pastBuilds: 0, jobs: [job], onEvent });
  await settled("build started", 1);
  play.setSpeed(60);
  pass(60_000);
  await settled("build started", 2);
  pass(60_000);
  await settled("build started", 3);
  expect(() => play?.setSpeed(0)).toThrow(RangeError);
  expect(() => playLab({ lab, speed: Number.NaN })).toThrow("above 0");
});

describe("a late result", () => {
  it("is one more execution of the newest complete build, with its tests and platforms", async () => {
    const pass = await standStill();
    play = playLab({ lab, pastBuilds: 2, automatic: false, onEvent });
    const running = play.startBuild({ job: "Checkout Smoke" });
    const there = new Set([...lab.all()].map(({ resource }) => resource.id));
    const late = play.addLateResult("Checkout Smoke");
    expect(running.number).toBe(3);
    expect(late).toMatchObject({ job: "Checkout Smoke", number: 2 });
    expect(there.has(late?.id ?? "")).toBe(false);

    const { resources, metadata } = await list("Checkout Smoke", 2);
    const others = resources.filter(({ id }) => id !== late?.id);
    const [shown] = resources.filter(({ id }) => id === late?.id);
    expect(others.map(({ name }) => name)).toContain(shown?.name);
    expect(others.map(({ platforms }) => platforms?.[0]?.deviceId)).toContain(shown?.platforms?.[0]?.deviceId);
    expect(shown?.job).toEqual(others[0]?.job);
    expect(lab.now() - (shown?.startTime ?? 0)).toBeLessThan(130_000);
    expect(metadata.processingStatus).toBe("PROCESSING");
    expect(kinds("execution finished")).toMatchObject([{ id: late?.id, atMs: lab.now(), number: 2 }]);

    // What still processes is a late result, so the build still counts as complete.
    const second = play.addLateResult("Checkout Smoke");
    expect(second).toMatchObject({ number: 2 });
    expect(second?.id).not.toBe(late?.id);
    pass(60_000);
    await expect
      .poll(() => kinds("processing complete").map((event) => "id" in event && event.id), patient)
      .toContain(late?.id);
    expect(kinds("build complete")).toEqual([]);
  });

  it("comes to any job's newest build, also to one that was put into the lab before", async () => {
    await standStill();
    playLab({ lab, pastBuilds: 3, automatic: false }).stop();
    const again = playLab({ lab, pastBuilds: 0, automatic: false });
    expect(again.addLateResult()).toMatchObject({ number: 3 });
    expect(again.addLateResult("Web Shop Cross-Browser")).toMatchObject({ job: "Web Shop Cross-Browser", number: 3 });
    again.stop();
    expect(again.addLateResult()).toBeUndefined();
  });

  it("does not come to a build of which some is still to show", async () => {
    const pass = await standStill();
    play = playLab({ lab, pastBuilds: 0, automatic: false, onEvent });
    play.startBuild({ job: "Half", ...small, executions: 2, spreadMs: 600_000, processingMs: [0, 0] });
    pass(300_999);
    await settled("processing complete", 1);
    expect(play.addLateResult("Half")).toBeUndefined();
    pass(300_000);
    await settled("build complete", 1);
    expect(play.addLateResult("Half")).toMatchObject({ job: "Half", number: 1 });
  });

  it("passes or fails by seed, and does not come where no build is complete", async () => {
    await standStill();
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 12; seed++) {
      const mine = playLab({ lab, seed, pastBuilds: 0, automatic: false, onEvent });
      expect(mine.addLateResult("Checkout Smoke")).toBeUndefined();
      mine.startBuild({ job: "Checkout Smoke" });
      expect(mine.addLateResult("Checkout Smoke")).toBeUndefined();
      mine.stop();
      const past = playLab({ lab, seed, pastBuilds: 1, automatic: false });
      const late = past.addLateResult("Checkout Smoke");
      past.stop();
      outcomes.add(lab.find(late?.id ?? "")?.resource.status ?? "");
      lab.clear();
    }
    expect(outcomes).toEqual(new Set(["PASSED", "FAILED"]));
  });
});
