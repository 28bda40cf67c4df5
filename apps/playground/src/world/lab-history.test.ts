import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import {
  addBuild,
  addLate,
  firstHistory,
  readHistory,
  replayHistory,
  wholeRequest,
  writeHistory,
} from "./lab-history.ts";

const job = "Checkout Smoke";
const first = firstHistory(Date.UTC(2026, 10, 23));
const played = addBuild(first, { job, number: 4, startMs: Date.UTC(2026, 10, 23), speed: 12 });

it("makes the same executions again", () => {
  const ids = (baseUrl: string) =>
    replayHistory(played, baseUrl).flatMap(({ executions }) => executions.map(({ resource }) => resource.id));
  expect(ids("http://here")).toEqual(ids("http://there"));
  expect(ids("http://here").length).toBe(3 * (36 + 12 + 16 + 25) + 12 + flakyIn(played));
});

/** Second attempts beside the 12 tests of each smoke build. */
function flakyIn(history: typeof played): number {
  const smoke = replayHistory(history, "http://here").filter((build) => build.job === job);
  return smoke.reduce((sum, { executions }) => sum + executions.length - 12, 0);
}

it("makes builds again as they were asked for", () => {
  const { job: name, ...asked } = wholeRequest({ job: "My own", executions: 5, failures: 1 });
  const history = addBuild(first, { job: name, number: 1, startMs: 0, speed: 1, asked });
  const executions = replayHistory(JSON.parse(JSON.stringify(history)), "http://here").at(-1)?.executions ?? [];
  expect(executions.map(({ resource }) => resource.status).filter((status) => status === "FAILED")).toHaveLength(1);
  expect(executions).toHaveLength(5);
  expect(wholeRequest({ job, failures: 1 })).toEqual({ job, failures: 1 });
});

it("forgets the oldest builds of a job alone", () => {
  let history = first;
  for (let number = 4; number <= 20; number++) history = addBuild(history, { job, number, startMs: number, speed: 1 });
  const numbers = history.builds.filter((build) => build.job === job).map(({ number }) => number);
  expect(numbers).toEqual([15, 16, 17, 18, 19, 20]);
  expect(history.builds.filter((build) => build.job !== job)).toHaveLength(9);
});

it("forgets the oldest builds of all, however many jobs there are", () => {
  let history = first;
  for (let each = 0; each < 100; each++)
    history = addBuild(history, { job: `job ${each}`, number: 1, startMs: each, speed: 1 });
  expect(history.builds).toHaveLength(60);
  expect(history.builds.at(-1)?.job).toBe("job 99");
});

it("reads what it wrote, late executions with their steps included, and nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "lab-history-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "lab.json");
  expect(readHistory(file)).toBeUndefined();
  const execution = replayHistory(played, "http://here").at(-1)?.executions[0];
  if (execution === undefined) throw new TypeError("The build should have executions");
  const steps = [{ name: "late", commands: [] }];
  writeHistory(file, addLate(played, { ...execution, steps: () => steps }));
  expect(readHistory(file)).toEqual({ ...played, late: [{ ...execution, steps }] });
  for (const broken of ["{", "null", '{"v":2,"builds":[]}', '{"v":1,"builds":[{"job":"x"}]}', '{"v":1,"late":[1]}']) {
    writeFileSync(file, broken);
    expect(readHistory(file)).toBeUndefined();
  }
});
