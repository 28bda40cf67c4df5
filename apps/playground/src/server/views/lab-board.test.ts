import { generateBuild, type LabEvent, type LabExecution } from "@perfecto-bot/simulators/lab";
import { expect, it } from "vitest";
import { KEPT } from "../../wire/apply-event.ts";
import { createLabBoard } from "./lab-board.ts";

const clock = { nowMs: 10_000_000 };

/** A lab that holds these executions; more can be put into it. */
function labWith(executions: readonly LabExecution[] = []) {
  const held = new Map(executions.map((one) => [one.resource.id, one]));
  const put = (one: LabExecution) => held.set(one.resource.id, one);
  return {
    baseUrl: "http://lab",
    now: () => clock.nowMs,
    find: (id: string) => held.get(id),
    all: () => held.values(),
    put,
  };
}

const build = (number: number, startMs: number, executions = 3): readonly LabExecution[] =>
  generateBuild({
    seed: "board",
    baseUrl: "http://lab",
    job: "Nightly",
    branch: "main",
    number,
    startMs,
    executions,
    failures: 1,
    causes: 1,
  });

const started = (number: number, executions: number, atMs = clock.nowMs): LabEvent => ({
  kind: "build started",
  atMs,
  job: "Nightly",
  number,
  branch: "main",
  executions,
});

it("begins with the builds that the lab has, newest first", () => {
  const old = build(1, 0);
  const now = build(2, clock.nowMs);
  const board = createLabBoard(labWith([...now, ...old]));
  expect(
    board.builds().map(({ id, expected, complete, executions }) => [id, expected, complete, executions.length]),
  ).toEqual([
    ["Nightly #2", 3, false, 0],
    ["Nightly #1", 3, true, 3],
  ]);
  expect(
    board
      .builds()[1]
      ?.executions.map(({ status }) => status)
      .toSorted(),
  ).toEqual(["FAILED", "PASSED", "PASSED"]);
  expect(board.shownOf("Nightly", 1)).toBe(3);
  expect(board.jobs()).toEqual(["Nightly"]);
});

it("knows how many executions a build under way will have", () => {
  const [shown] = build(7, 0);
  if (shown === undefined) throw new TypeError("too few executions");
  const underWay = [
    { job: "Nightly", number: 7, executions: 3 },
    { job: "Smoke", number: 1, executions: 5 },
  ];
  const board = createLabBoard(labWith([shown]), underWay);
  expect(board.builds()).toMatchObject([
    { id: "Smoke #1", expected: 5, complete: false, executions: [] },
    { id: "Nightly #7", expected: 3, complete: false, executions: [{ id: shown.resource.id }] },
  ]);
});

it("follows a build from its start to a late result", () => {
  const lab = labWith();
  const board = createLabBoard(lab);
  const [first, second, late] = build(7, clock.nowMs);
  if (first === undefined || second === undefined || late === undefined) throw new TypeError("too few executions");
  const finish = (one: LabExecution): LabEvent => {
    lab.put({ ...one, visibleAtMs: clock.nowMs, settlesAtMs: clock.nowMs + 1_000 });
    const { id, name = "", status = "" } = one.resource;
    return { kind: "execution finished", atMs: clock.nowMs, job: "Nightly", number: 7, id, name, status };
  };
  const process = ({ resource: { id } }: LabExecution): LabEvent => ({
    kind: "processing complete",
    atMs: clock.nowMs,
    job: "Nightly",
    number: 7,
    id,
  });
  const complete = () => board.builds()[0]?.complete;

  expect(board.hear(started(7, 2))).toMatchObject([{ kind: "lab-build", build: { id: "Nightly #7", expected: 2 } }]);
  expect(board.hear(finish(first))).toMatchObject([
    { kind: "lab-execution", buildId: "Nightly #7", execution: { id: first.resource.id, processing: true } },
  ]);
  board.hear(finish(second));
  expect(board.hear(process(first))).toMatchObject([{ kind: "lab-execution", execution: { processing: false } }]);
  board.hear(process(second));
  expect(complete()).toBe(false);
  expect(board.hear({ kind: "build complete", atMs: 0, job: "Nightly", number: 7 })).toMatchObject([
    { kind: "lab-build", build: { complete: true } },
  ]);

  expect(board.hear(finish(late))).toMatchObject([
    { kind: "lab-build", build: { expected: 3, complete: false } },
    { kind: "lab-execution", execution: { id: late.resource.id } },
  ]);
  board.hear(process(late));
  expect(complete()).toBe(true);
});

it("keeps the newest builds", () => {
  const board = createLabBoard(labWith());
  for (let number = 1; number <= KEPT.builds + 5; number++) board.hear(started(number, 1, number));
  expect(board.builds()).toHaveLength(KEPT.builds);
  expect(board.builds().at(-1)?.number).toBe(6);
});
