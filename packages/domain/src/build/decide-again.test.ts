import { describe, expect, it } from "vitest";
import { decideAgain, type AgainDecision, type AgainQuestion } from "./decide-again.ts";
import type { TestOutcome } from "./test-results.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUIET = 3 * MINUTE;
type Asked = Partial<Omit<AgainQuestion, "before" | "after">> & {
  readonly before?: Readonly<Record<string, TestOutcome>>;
  readonly after?: readonly string[];
};

/** A red build of a and b, and a again ten minutes later. */
function decided({ before = { a: "failed", b: "passed" }, after = ["a"], ...rest }: Asked): AgainDecision {
  return decideAgain({
    ciBefore: undefined,
    ci: undefined,
    pauseMs: 10 * MINUTE,
    quietPeriodMs: QUIET,
    numbering: "unknown",
    ...rest,
    before: new Map(Object.entries(before)),
    after: new Set(after),
  });
}

const running = { startedAtMs: 1 };
const done = { startedAtMs: 1, finishedAtMs: 2 };
const announced = { startedAtMs: 3 };
const green = { a: "passed", b: "flaky" } as const;
const all = ["a", "b"];

describe("decideAgain", () => {
  it.each<[AgainDecision["kind"], AgainDecision["reason"], string, Asked]>([
    [
      "attempt",
      "ci-said-attempt",
      "CI numbers a later attempt",
      { ciBefore: { ...done, attempt: 1 }, ci: { ...announced, attempt: 2 } },
    ],
    [
      "attempt",
      "ci-said-attempt",
      "CI numbers a later attempt of what it did not speak of",
      { ci: { attempt: 2, finishedAtMs: 3 } },
    ],
    [
      "attempt",
      "ci-said-attempt",
      "CI numbers it days later",
      { ci: { ...announced, attempt: 3 }, pauseMs: 99 * HOUR },
    ],
    [
      "new",
      "ci-said-attempt",
      "CI numbers a first attempt again",
      { ciBefore: { ...done, attempt: 2 }, ci: { ...announced, attempt: 1 } },
    ],
    ["new", "ci-said-attempt", "CI announces a first attempt after a pause", { ci: { ...announced, attempt: 1 } }],
    [
      "same",
      "ci-still-running",
      "CI announces a first attempt while it runs",
      { ci: { ...announced, attempt: 1 }, pauseMs: QUIET },
    ],
    [
      "attempt",
      "failed-tests-again",
      "CI says at the end of it that it was the first",
      { ci: { finishedAtMs: 3, attempt: 1 } },
    ],
    ["same", "ci-still-running", "CI speaks up while it runs", { ci: announced, pauseMs: QUIET }],
    ["attempt", "failed-tests-again", "CI speaks up after a pause", { ci: announced, pauseMs: QUIET + 1 }],
    ["same", "ci-still-running", "CI said that it runs", { ciBefore: running, pauseMs: 20 * QUIET - 1 }],
    ["same", "ci-still-running", "CI said so, in one object", { ciBefore: running, ci: running }],
    [
      "attempt",
      "failed-tests-again",
      "CI said so too long ago to be alive",
      { ciBefore: running, pauseMs: 20 * QUIET },
    ],
    ["new", "had-passed", "so of a green build", { ciBefore: running, before: green, pauseMs: 23 * HOUR }],
    [
      "same",
      "ci-still-running",
      "so of a number that counts",
      { ciBefore: running, numbering: "counting", pauseMs: 24 * HOUR - 1 },
    ],
    ["new", "long-ago", "so for a day", { ciBefore: running, numbering: "counting", pauseMs: 24 * HOUR }],
    ["same", "more-tests", "other tests", { after: ["c"], pauseMs: 24 * HOUR - 1 }],
    ["same", "more-tests", "other tests after CI said that it ended", { after: ["c"], ciBefore: done }],
    ["same", "more-tests", "other tests under a constant number", { after: ["c"], numbering: "constant" }],
    ["new", "long-ago", "other tests after a day", { after: ["c"], pauseMs: 24 * HOUR }],
    [
      "new",
      "had-passed",
      "other tests that CI announced, after a green build",
      { after: ["c"], before: green, ciBefore: done, ci: announced },
    ],
    ["new", "number-is-constant", "a number that names nothing", { numbering: "constant" }],
    ["new", "number-is-constant", "so where CI announced it", { numbering: "constant", ciBefore: done, ci: announced }],
    [
      "attempt",
      "number-counts",
      "all tests under a number that counts",
      { numbering: "counting", after: all, pauseMs: 12 * HOUR - 1 },
    ],
    ["attempt", "number-counts", "so of a green build", { numbering: "counting", after: all, before: green }],
    ["new", "long-ago", "so after half a day", { numbering: "counting", after: all, pauseMs: 12 * HOUR }],
    [
      "attempt",
      "failed-tests-again",
      "the failed test under a number that counts",
      { numbering: "counting", pauseMs: 24 * HOUR - 1 },
    ],
    [
      "attempt",
      "failed-tests-again",
      "nothing yet that CI announced",
      { numbering: "counting", after: [], ciBefore: done, ci: announced },
    ],
    ["new", "long-ago", "so after a day", { numbering: "counting", pauseMs: 24 * HOUR }],
    ["new", "had-passed", "a green build", { before: green }],
    [
      "new",
      "had-passed",
      "a green build of as many tests as CI expects",
      { before: green, ciBefore: { ...done, expected: 2 } },
    ],
    [
      "new",
      "passed-tests-again",
      "a green build that lacks tests",
      { before: green, ciBefore: { ...done, expected: 3 } },
    ],
    ["new", "passed-tests-again", "all tests of a red build", { after: all }],
    ["attempt", "failed-tests-again", "the failed test of the first red build", { pauseMs: 12 * HOUR - 1 }],
    ["attempt", "failed-tests-again", "the failed test and one more", { after: ["a", "c"] }],
    ["attempt", "failed-tests-again", "what was blocked", { before: { a: "blocked", b: "passed" } }],
    ["attempt", "failed-tests-again", "what never ended", { before: { a: "running", b: "passed" } }],
    ["new", "long-ago", "the failed test after half a day", { pauseMs: 12 * HOUR }],
  ])("%s, %s: %s", (kind, reason, _what, asked) => {
    expect(decided(asked)).toEqual({ kind, reason });
  });
});
