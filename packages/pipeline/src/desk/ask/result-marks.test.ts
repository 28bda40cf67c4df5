import {
  buildKey,
  buildRuns,
  emptyPicture,
  type BuildRun,
  type Execution,
  type ExecutionStatus,
  type Filter,
  type JobBuildRef,
  type ResultMark,
} from "@perfecto-bot/domain";
import { anExecution, aRecordedExecution, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { createMemoryHistoryStore, createMemoryPictureStore } from "../../memory/index.ts";
import { rememberBuild } from "../../plan/remember-build.ts";
import { answerOf } from "../../testing/answer-of.ts";
import { openDesk } from "../testing/open-desk.ts";
import { resultMarks, type ReadJobs } from "./result-marks.ts";

const HOUR_MS = 3_600_000;
const startOf = (number: number) => NINE - (50 - number) * HOUR_MS;
const asking = (...values: readonly ResultMark[]): Filter => [{ key: "is", negated: false, values }];
const ALL = asking("new", "known", "flaky", "recovered");

/** An attempt of a test in build `number` of Nightly, so many minutes after its start. */
function run(number: number, name: string, status: ExecutionStatus, minute = 0): Execution {
  const startedAtMs = startOf(number) + minute * 60_000;
  const job = { name: "Nightly", number };
  return anExecution({
    id: `${name}-${number}-${minute}`,
    name,
    status,
    job,
    startedAtMs,
    endedAtMs: startedAtMs + 30_000,
  });
}

/** Pay fails in 44 and 45, Login in 45 only, Search failed in 44, Sort is flaky in 45. */
const BEFORE = [
  run(44, "Pay", "FAILED"),
  run(44, "Login", "PASSED", 1),
  run(44, "Search", "FAILED", 2),
  run(44, "Sort", "PASSED", 3),
];
const NOW = [
  run(45, "Warm up", "PASSED"),
  run(45, "Pay", "FAILED", 4),
  run(45, "Login", "FAILED", 5),
  run(45, "Search", "PASSED", 6),
  run(45, "Sort", "FAILED", 7),
  run(45, "Sort", "PASSED", 8),
];
const WANTED = { "Warm up": [], Pay: ["known"], Login: ["new"], Search: ["recovered"], Sort: ["flaky"] };

/** Memory in which these builds are final. */
async function remembering(...builds: readonly (readonly Execution[])[]) {
  const parts = { pictures: createMemoryPictureStore(), histories: createMemoryHistoryStore() };
  for (const executions of builds) {
    const number = executions[0]?.job?.number ?? 0;
    const ref: JobBuildRef = { kind: "job", lab: "acme", job: "Nightly", number, startedAtMs: startOf(number) };
    const records = executions.map((execution) => [execution.id, aRecordedExecution(execution)] as const);
    const final = { atMs: NINE, reason: "quiet" } as const;
    const picture = { ...emptyPicture(ref), revision: 1, executions: new Map(records), final };
    await parts.pictures.save(buildKey(ref), emptyPicture(ref), picture);
    await rememberBuild(parts, picture, NINE);
  }
  return parts;
}

/** The marks of each test, and how often the lab was asked for what was before. */
async function marked(
  parts: Parameters<typeof resultMarks>[0],
  builds: readonly BuildRun[],
  filter: Filter = ALL,
  atLab: readonly Execution[] = [],
) {
  let asked = 0;
  const read: ReadJobs = async (_jobs, { fromMs, toMs }) => {
    asked += 1;
    return atLab.filter(({ startedAtMs = 0 }) => startedAtMs >= fromMs && startedAtMs < toMs);
  };
  const marksOf = await resultMarks(parts, filter, builds, read);
  const rows = builds.flatMap(({ executions }) => executions);
  return { asked, marks: Object.fromEntries(rows.map((row) => [row.name, marksOf(row)])), of: marksOf };
}

describe("where memory has histories", () => {
  it("they tell, and the lab is not asked", async () => {
    const { asked, marks } = await marked(await remembering(BEFORE), buildRuns(NOW));
    expect([asked, marks]).toEqual([0, WANTED]);
  });

  it("a build is not compared with itself or with later ones", async () => {
    const later = [run(46, "Login", "FAILED"), run(46, "Pay", "PASSED")];
    const { marks } = await marked(await remembering(BEFORE, NOW, later), buildRuns(NOW));
    expect(marks).toEqual(WANTED);
  });

  it.each<[string, (execution: Execution) => boolean]>([
    ["a filter leaves out its first tests", ({ name }) => name === "Login"],
    ["a window cuts it", ({ startedAtMs = 0 }) => startedAtMs >= startOf(45) + 5 * 60_000],
  ])("nor where %s", async (_what, isRead) => {
    const { marks } = await marked(await remembering(BEFORE, NOW), buildRuns(NOW.filter(isRead)));
    expect(marks).toMatchObject({ Login: ["new"] });
  });

  it("every attempt has the mark of its test", async () => {
    const { of } = await marked(await remembering(BEFORE), buildRuns(NOW));
    expect(NOW.filter(({ name }) => name === "Sort").map(of)).toEqual([["flaky"], ["flaky"]]);
  });

  it("builds that were asked for together tell of each other", async () => {
    const [first, second] = [[run(44, "New", "FAILED")], [run(45, "New", "FAILED")]];
    const { of } = await marked(await remembering([run(43, "Pay", "PASSED")]), buildRuns([...first, ...second]));
    expect([...first, ...second].map(of)).toEqual([["new"], ["known"]]);
  });
});

describe("where memory has none", () => {
  it.each([
    ["nothing", {}],
    ["another branch", { histories: createMemoryHistoryStore() }],
  ])("of a store that has %s, the lab tells of the week before", async (_what, parts) => {
    const { asked, marks } = await marked(parts, buildRuns(NOW), ALL, BEFORE);
    expect([asked, marks]).toEqual([1, WANTED]);
  });

  it("what began before the window is still of the same build", async () => {
    const [first, retry] = [run(45, "Login", "FAILED", 0), run(45, "Login", "FAILED", 9)];
    const before = [run(44, "Login", "PASSED")];
    const { of } = await marked({}, buildRuns([retry]), ALL, [...before, first]);
    expect(of(retry)).toEqual(["new"]);
    const passed = run(45, "Login", "PASSED", 9);
    expect((await marked({}, buildRuns([passed]), ALL, [...before, first])).of(passed)).toEqual(["flaky"]);
  });

  it("a failure that nobody knows of is new", async () => {
    const { marks } = await marked({}, buildRuns(NOW));
    expect(marks).toMatchObject({ Pay: ["new"], Login: ["new"], Search: [], Sort: ["flaky"] });
  });

  it("other branches and labs tell nothing", async () => {
    const onMain = BEFORE.map((one) => ({ ...one, job: { name: "Nightly", number: 44, branch: "main" } }));
    const elsewhere = BEFORE.map((one) => ({ ...one, lab: "other" }));
    const { marks } = await marked({}, buildRuns(NOW), ALL, [...onMain, ...elsewhere]);
    expect(marks).toMatchObject({ Pay: ["new"], Login: ["new"], Search: [] });
  });

  it("what ran in no job is compared with nothing", async () => {
    const sessions = [1, 2].map((hour) => {
      const { job: _none, ...rest } = anExecution({
        id: `s${hour}`,
        status: "FAILED",
        startedAtMs: NINE + hour * HOUR_MS,
      });
      return rest;
    });
    const { asked, of } = await marked({}, buildRuns(sessions));
    expect([asked, ...sessions.map(of)]).toEqual([0, ["new"], ["new"]]);
  });
});

it("is:flaky needs neither memory nor the lab", async () => {
  const { asked, marks } = await marked({}, buildRuns(NOW), asking("flaky"), BEFORE);
  expect(asked).toBe(0);
  expect(marks).toMatchObject({ Sort: ["flaky"] });
});

describe("in questions", () => {
  it.each([
    ["is:new", ["Login"]],
    ["is:known", ["Pay"]],
    ["is:flaky", ["Sort"]],
    ["is:new test:Login", ["Login"]],
    ["is:known test:Login", []],
  ])("failures %s job:Nightly build:45 gives the same from memory as from the lab", async (words, wanted) => {
    const desk = openDesk({ executions: [...BEFORE, ...NOW] });
    const parts = { ...desk.parts, ...(await remembering(BEFORE, NOW)) };
    for (const [source, from] of [
      ["lab", desk.parts],
      ["memory", parts],
    ] as const) {
      const { rows } = await answerOf(from, "failures", `job:Nightly build:45 ${words}`);
      expect([source, rows.map(({ name }) => name)]).toEqual([source, wanted]);
    }
  });

  it.each([
    ["is:new", 1, 1],
    ["is:recovered", 1, 0],
    ["is:flaky", 1, 0],
  ])("build Nightly %s shows that part of it", async (words, total, failed) => {
    const { parts } = openDesk({ executions: [...BEFORE, ...NOW] });
    expect((await answerOf(parts, "build", `Nightly 45 ${words}`)).build?.counts).toMatchObject({ total, failed });
    expect((await answerOf(parts, "builds", `Nightly ${words} last 1`)).builds[0]?.counts).toMatchObject({
      total,
      failed,
    });
  });
});
