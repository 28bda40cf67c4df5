import { describe, expect, it } from "vitest";
import { ranAt, spelledBuild } from "../testing/lines.ts";
import { anExecution } from "../testing/an-execution.ts";
import type { CiSignal } from "./ci-signal.ts";
import { splitLine, type LineContents, type SplitBuild } from "./split-line.ts";

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;
const LINE = { kind: "job", lab: "acme", job: "Nightly", number: 45 } as const;
const UNNUMBERED = { kind: "job", lab: "acme", job: "Nightly" } as const;

function split(executions: string, contents: Partial<LineContents> = {}): readonly SplitBuild[] {
  return splitLine({
    line: LINE,
    executions: executions === "" ? [] : ranAt(executions),
    ci: [],
    otherNumbers: [],
    knownBuilds: 0,
    quietPeriodMs: 3 * MINUTE,
    ...contents,
  });
}
/** CI began and ended an attempt at these minutes. */
function ci(start?: number, end?: number, attempt?: number): CiSignal {
  return {
    ...(start === undefined ? {} : { startedAtMs: start * MINUTE }),
    ...(end === undefined ? {} : { finishedAtMs: end * MINUTE }),
    ...(attempt === undefined ? {} : { attempt }),
  };
}
type Story = readonly [what: string, executions: string, contents: Partial<LineContents>, builds: readonly string[]];

const counting = { otherNumbers: [44] };
const red = "a F 0-5, b P 0-5";
const at = (minute: number): string => `a F ${minute}-${minute + 5}, b P ${minute}-${minute + 5}`;

describe("splitLine, of a build with a number", () => {
  it.each<Story>([
    ["retries in the build", `${red}, a F 6-7, a P 10-11`, {}, ["1: a@0 b@0 a@6 a@10"]],
    ["a retry beside a long test", "long P 0-20, a F 1-2, a P 9-10", {}, ["1: long@0 a@1 a@9"]],
    ["a pause of just a quiet period", `${red}, a P 8-9`, {}, ["1: a@0 b@0 a@8"]],
    ["more tests after a long pause", `${red}, c P 90-91`, {}, ["1: a@0 b@0 c@90"]],
    ["failed tests again after minutes, first build ever", `${red}, a P 9-10`, {}, ["1+2: a@0 b@0 a@9"]],
    ["failed tests again after hours", `${red}, a P ${11 * HOUR}`, counting, [`1+2: a@0 b@0 a@${11 * HOUR}`]],
    ["failed tests again, twice", `${red}, a F 20-21, a P 40-41`, counting, ["1+2+3: a@0 b@0 a@20 a@40"]],
    [
      "failed tests again after a pause in the re-run",
      `a F 0-5, c F 0-5, a P 20-21, c P 40-41`,
      counting,
      ["1+2+3: a@0 c@0 a@20 c@40"],
    ],
    ["a rebuild of everything where numbers count", `${red}, ${at(90)}`, counting, ["1+2: a@0 b@0 a@90 b@90"]],
    ["a rebuild of a green build where numbers count", `a P 0-5, a P 90-95`, counting, ["1+2: a@0 a@90"]],
    [
      "a number that comes again after days",
      `${red}, ${at(3 * DAY)}`,
      counting,
      ["1: a@0 b@0", `long-ago 1: a@${3 * DAY} b@${3 * DAY}`],
    ],
    [
      "a constant number every day, green",
      `a P 0-5, a P ${DAY}-${DAY + 5}, a P ${2 * DAY}`,
      {},
      ["1: a@0", `had-passed 1: a@${DAY}`, `number-is-constant 1: a@${2 * DAY}`],
    ],
    [
      "a constant number every hour, red",
      `${red}, ${at(60)}, ${at(120)}`,
      {},
      ["1: a@0 b@0", "passed-tests-again 1: a@60 b@60", "number-is-constant 1: a@120 b@120"],
    ],
    [
      "a constant number that is known",
      `a F 0-5, a F 60-65`,
      { knownBuilds: 2 },
      ["1: a@0", "number-is-constant 1: a@60"],
    ],
    ["nothing", "", {}, []],
  ])("%s", (_what, executions, contents, builds) => {
    expect(split(executions, contents).map(spelledBuild)).toEqual(builds);
  });
});

describe("splitLine, of a build with a number of which CI speaks", () => {
  it.each<Story>([
    ["its pauses", `${red}, c P 40-41, d P 95-96`, { ci: [ci(0)] }, ["1: a@0 b@0 c@40 d@95"]],
    ["its failed tests again while it runs", `${red}, a P 50-51`, { ci: [ci(0, 60)] }, ["1: a@0 b@0 a@50"]],
    ["a first execution hours after it was announced", "a P 300-301", { ci: [ci(0)] }, ["1: a@300"]],
    ["a re-run of failed tests without a word", `${red}, a P 20-21`, { ci: [ci(0, 6)] }, ["1+2: a@0 b@0 a@20"]],
    [
      "a re-run of failed tests that it announced",
      `${red}, a P 20-21`,
      { ...counting, ci: [ci(0, 6), ci(19, 22)] },
      ["1+2: a@0 b@0 a@20"],
    ],
    [
      "a re-run that it announced at once",
      `${red}, a P 7-8`,
      { ...counting, ci: [ci(0, 6), ci(7)] },
      ["1+2: a@0 b@0 a@7"],
    ],
    ["an attempt that it numbered", `${red}, a P 20-21`, { ci: [ci(0, 6, 1), ci(19, 22, 2)] }, ["1+2: a@0 b@0 a@20"]],
    [
      "an attempt that it numbered, days later",
      `${red}, a P ${3 * DAY}`,
      { ci: [ci(0, 6, 1), ci(3 * DAY - 1, undefined, 3)] },
      [`1+3: a@0 b@0 a@${3 * DAY}`],
    ],
    ["an attempt of which nothing was seen yet", red, { ...counting, ci: [ci(0, 6), ci(20)] }, ["1+2: a@0 b@0"]],
    ["an announcement of which nothing was seen", "", { ci: [ci(5)] }, ["1:"]],
    ["an end of which nothing was seen", "", { ci: [ci(undefined, 5)] }, ["1:"]],
    ["its end only", `${red}, a P 20-21`, { ci: [ci(undefined, 6), ci(undefined, 22)] }, ["1+2: a@0 b@0 a@20"]],
    [
      "numbered ends only",
      `${red}, a P 20-21`,
      { ci: [ci(undefined, 6, 1), ci(undefined, 22, 2)] },
      ["1+2: a@0 b@0 a@20"],
    ],
    [
      "a numbered end after a pause in its attempt",
      "a F 0-5, c F 0-5, a P 20-21, c P 40-41",
      { ...counting, ci: [ci(undefined, 6, 1), ci(undefined, 42, 2)] },
      ["1+2: a@0 c@0 a@20 c@40"],
    ],
    ["a numbered end after a pause", `${red}, c P 20-21`, { ci: [ci(undefined, 22, 1)] }, ["1: a@0 b@0 c@20"]],
    ["a numbered beginning amid it", `${red}, c P 6-9`, { ci: [ci(6, undefined, 1)] }, ["1: a@0 b@0 c@6"]],
    ["an end that a fast clock dates before it", red, { ci: [ci(undefined, -1)] }, ["1: a@0 b@0"]],
    ["parts of a matrix in turn", `${red}, c P 9-12`, { ci: [ci(0, 5)] }, ["1: a@0 b@0 c@9"]],
    [
      "a constant number that it announces every hour",
      `${red}, ${at(60)}, ${at(120)}`,
      { ci: [ci(0, 6), ci(59, 66), ci(119)] },
      ["1: a@0 b@0", "passed-tests-again 1: a@60 b@60", "number-is-constant 1: a@120 b@120"],
    ],
    [
      "the first of three nights only",
      `a P 0-5, a P ${DAY}-${DAY + 5}, a P ${2 * DAY}`,
      { ci: [ci(0, 6, 2)] },
      ["2: a@0", `had-passed 1: a@${DAY}`, `number-is-constant 1: a@${2 * DAY}`],
    ],
  ])("%s", (_what, executions, contents, builds) => {
    expect(split(executions, contents).map(spelledBuild)).toEqual(builds);
  });

  it("gives each build what CI told of it", () => {
    const [one, two] = [ci(0, 6), ci(undefined, DAY + 6)];
    const nights = `a P 0-5, a P ${DAY}-${DAY + 5}, a P ${2 * DAY}`;
    expect(split(nights, { ci: [two, one] }).map((build) => build.ci)).toEqual([[one], [two], []]);
  });
});

describe("splitLine, without a number", () => {
  it.each<Story>([
    ["a suite", `${red}, a P 8-9`, {}, ["1: a@0 b@0 a@8"]],
    [
      "suites apart by more than a quiet period",
      `${red}, c P 9-10, a P 40-41`,
      {},
      ["1: a@0 b@0", "long-ago 1: c@9", "long-ago 1: a@40"],
    ],
    ["one long test that bridges two suites", `${red}, c P 9-10, long P 1-9`, {}, ["1: a@0 b@0 long@1 c@9"]],
    ["a short test beside a long one", "long P 0-20, b P 1-2, c P 22-23", {}, ["1: long@0 b@1 c@22"]],
    [
      "a long test that began before CI said so",
      "long P 0-60, b P 10-11, c P 50-51",
      { ci: [ci(10, 12)] },
      ["1: long@0 b@10 c@50"],
    ],
    ["a suite and its end", red, { ci: [ci(undefined, 6)] }, ["1: a@0 b@0"]],
    ["a pause while CI says that it runs", `${red}, c P 60-61`, { ci: [ci(0)] }, ["1: a@0 b@0 c@60"]],
    ["a pause so long that CI may have died", `${red}, c P 66-67`, { ci: [ci(0)] }, ["1: a@0 b@0", "long-ago 1: c@66"]],
    [
      "suites that CI announces one after the other",
      `${red}, a P 7-8`,
      { ci: [ci(0, 6), ci(7)] },
      ["1: a@0 b@0", "ci-said-attempt 1: a@7"],
    ],
    [
      "what ran shortly before CI said so",
      `${red}, a P 18-19`,
      { ci: [ci(0, 6), ci(20)] },
      ["1: a@0 b@0", "ci-said-attempt 1: a@18"],
    ],
    [
      "an attempt that CI numbered",
      `${red}, a P 90-91`,
      { ci: [ci(0, 6, 1), ci(89, undefined, 2)] },
      ["1+2: a@0 b@0 a@90"],
    ],
    [
      "an announcement that nothing followed for a day",
      `a P ${DAY + 1}`,
      { ci: [ci(0)] },
      ["1:", `long-ago 1: a@${DAY + 1}`],
    ],
    [
      "three suites of which CI announced the first as an attempt",
      "a P 0-5, a P 60-65, a P 120-125",
      { ci: [ci(0, 6, 2)] },
      ["2: a@0", "long-ago 1: a@60", "long-ago 1: a@120"],
    ],
  ])("%s", (_what, executions, contents, builds) => {
    expect(split(executions, { line: UNNUMBERED, ...contents }).map(spelledBuild)).toEqual(builds);
  });

  it("has a session of no job as one build, however long it paused", () => {
    const line = { kind: "session", lab: "acme", externalId: "s" } as const;
    expect(split(`${red}, a P ${3 * DAY}`, { line }).map(spelledBuild)).toEqual([`1: a@0 b@0 a@${3 * DAY}`]);
    expect(split("", { line })).toEqual([]);
  });

  it("dates what has no times by when it was first seen", () => {
    const seen = [0, 1, 60].map((minute) => {
      const { startedAtMs: _, endedAtMs: __, ...execution } = anExecution({ id: `${minute}`, name: `${minute}` });
      return { execution, seenAtMs: minute * MINUTE };
    });
    const builds = splitLine({
      line: UNNUMBERED,
      executions: seen,
      ci: [],
      otherNumbers: [],
      knownBuilds: 0,
      quietPeriodMs: 3 * MINUTE,
    });
    expect(builds.map(spelledBuild)).toEqual(["1: 0 1", "long-ago 1: 60"]);
    expect(builds.map(({ startMs }) => startMs)).toEqual([0, 60 * MINUTE]);
  });
});
