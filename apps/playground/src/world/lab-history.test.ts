import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { addBuild, firstHistory, readHistory, replayHistory, wasPlayed, writeHistory } from "./lab-history.ts";

const job = "Checkout Smoke";
const first = firstHistory(Date.UTC(2026, 10, 23));
const played = addBuild(first, { job, number: 4, startMs: Date.UTC(2026, 10, 23), speed: 12 });

it("makes the same executions again", () => {
  const ids = (baseUrl: string) => replayHistory(played, baseUrl).map(({ resource }) => resource.id);
  expect(ids("http://here")).toEqual(ids("http://there"));
  expect(ids("http://here").length).toBeGreaterThan(replayHistory(first, "http://here").length);
});

it("knows whether its lab was played", () => {
  expect([wasPlayed(first), wasPlayed(played)]).toEqual([false, true]);
});

it("forgets the oldest builds of a job alone", () => {
  let history = first;
  for (let number = 4; number <= 20; number++) history = addBuild(history, { job, number, startMs: number, speed: 1 });
  const numbers = history.builds.filter((build) => build.job === job).map(({ number }) => number);
  expect(numbers).toEqual([15, 16, 17, 18, 19, 20]);
  expect(history.builds.filter((build) => build.job !== job)).toHaveLength(9);
});

it("leaves out jobs that the scenario no longer has", () => {
  const builds = [{ job: "An old one", number: 1, startMs: 0, speed: 1 }];
  expect(replayHistory({ v: 1, port: 0, builds }, "http://here")).toEqual([]);
});

it("reads what it wrote, and nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "lab-history-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "lab.json");
  expect(readHistory(file)).toBeUndefined();
  writeHistory(file, played);
  expect(readHistory(file)).toEqual(played);
  for (const broken of ["{", "null", '{"v":2,"port":1,"builds":[]}', '{"v":1,"port":1,"builds":[{"job":"x"}]}']) {
    writeFileSync(file, broken);
    expect(readHistory(file)).toBeUndefined();
  }
});
