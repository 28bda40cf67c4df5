import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Execution, ExecutionStatus } from "../execution.ts";
import { arbitraryExecution } from "../testing/arbitrary-answers.ts";
import { anExecution } from "../testing/an-execution.ts";
import { isWrong, testResults, type TestOutcome } from "./test-results.ts";

type Spell = readonly [ExecutionStatus, startedAtMs?: number, endedAtMs?: number];

const [F, P, B, U] = ["FAILED", "PASSED", "BLOCKED", "UNKNOWN"] as const;

function ran([status, startedAtMs, endedAtMs]: Spell, index: number): Execution {
  const { startedAtMs: _, endedAtMs: __, ...rest } = anExecution({ id: `e${index}`, status });
  return {
    ...rest,
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
  };
}

describe("testResults", () => {
  // prettier-ignore
  it.each<[string, readonly Spell[], TestOutcome, number, latest: number]>([
    ["the only one", [[B, 1, 2]], "blocked", 1, 0],
    ["the pass after a failure, which is flaky", [[F, 1, 2], [P, 3, 4]], "flaky", 2, 1],
    ["the pass that began as the failure ended", [[F, 1, 2], [P, 2, 4]], "flaky", 2, 1],
    ["the failure after a pass", [[P, 1, 2], [F, 3, 4]], "failed", 2, 1],
    ["the pass after a block, which is not flaky", [[B, 1, 2], [P, 3, 4]], "passed", 2, 1],
    ["the failure after a failure", [[F, 1, 2], [F, 3, 4]], "failed", 2, 1],
    ["the block after a failure", [[F, 1, 2], [B, 3, 4]], "blocked", 2, 1],
    ["the third of three", [[F, 1, 2], [B, 3, 4], [P, 5, 6]], "flaky", 3, 2],
    ["the verdict before an unknown", [[F, 1, 2], [U, 3, 4]], "failed", 2, 0],
    ["unknown where nothing else is", [[U, 1, 2], [U, 3, 4]], "unknown", 2, 1],
    ["what runs", [[U, 1]], "running", 1, 0],
    ["what runs after one without a verdict", [[U, 1, 2], [U, 3]], "running", 2, 1],
    ["the failure while its retry runs", [[F, 1, 2], [U, 3]], "failed", 2, 0],
    ["the worst of those at the same time", [[F, 1, 9], [P, 2, 8]], "failed", 1, 0],
    ["the worst of those that began together", [[F, 1], [P, 1]], "failed", 1, 0],
    ["the worst after a failure", [[F, 1, 2], [P, 3, 9], [B, 4, 8]], "blocked", 2, 2],
    ["the retry of one of two devices", [[P, 1, 9], [F, 2, 5], [P, 6, 8]], "flaky", 2, 2],
    ["the failure that still ran beside a retry", [[F, 1, 9], [F, 2, 3], [P, 4, 5]], "failed", 2, 0],
    ["the later start where ends are unknown", [[F, 1], [P, 2]], "flaky", 2, 1],
    ["the one with times after those without", [[P, 1, 2], [F]], "flaky", 2, 0],
    ["the worst where no times are known", [[F], [P]], "failed", 1, 0],
    ["the later one where an end is before its start", [[F, 5, 1], [P, 6, 7]], "flaky", 2, 1],
  ])("counts %s", (_what, spells, outcome, attempts, latest) => {
    const executions = spells.map(ran);
    for (const arrived of [executions, executions.toReversed()]) {
      expect(testResults(arrived)).toMatchObject([{ latest: { id: `e${latest}` }, outcome, attempts }]);
    }
  });

  it.each<[readonly Spell[], boolean]>([
    [
      [
        [F, 1, 2],
        [U, 3],
      ],
      true,
    ],
    [
      [
        [P, 3, 4],
        [U, 1],
      ],
      true,
    ],
    [
      [
        [F, 1, 2],
        [U, 3, 4],
      ],
      false,
    ],
    [[[F, 1]], false],
  ])("of %j something runs: %s", (spells, unfinished) => {
    expect(testResults(spells.map(ran))).toMatchObject([{ unfinished }]);
  });

  it("joins by test, parameters and the line of all platforms, executions in order of start", () => {
    const [first, second] = [ran([F, 1, 2], 1), ran([P, 3, 4], 2)];
    const elsewhere = anExecution({ id: "x", platforms: [{ kind: "browser", browser: "Chrome" }] });
    const visa = anExecution({ id: "y", name: "Pay", parameters: [{ name: "card", value: "visa" }] });
    const cash = anExecution({ id: "z", name: "Pay" });
    const results = testResults([second, elsewhere, first, visa, cash]);
    expect(results.map(({ test, platform, executions, outcome }) => ({ test, platform, executions, outcome }))).toEqual(
      [
        { test: "Login works", platform: "Apple iPhone 15 · iOS 17.4", executions: [first, second], outcome: "flaky" },
        { test: "Login works", platform: "Chrome", executions: [elsewhere], outcome: "passed" },
        { test: "Pay (card: visa)", platform: "Apple iPhone 15 · iOS 17.4", executions: [visa], outcome: "passed" },
        { test: "Pay", platform: "Apple iPhone 15 · iOS 17.4", executions: [cash], outcome: "passed" },
      ],
    );
    expect(new Set(results.map(({ key }) => key)).size).toBe(4);
  });

  it("has every execution in one result, whatever order they came in", () => {
    const several = fc.uniqueArray(arbitraryExecution, { selector: ({ id }) => id });
    const shuffled = several.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
    );
    const byKey = (results: ReturnType<typeof testResults>) => new Map(results.map((one) => [one.key, one]));
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const results = testResults(all);
        expect(results.flatMap(({ executions }) => executions.map(({ id }) => id)).toSorted()).toEqual(
          all.map(({ id }) => id).toSorted(),
        );
        expect(byKey(testResults(other))).toEqual(byKey(results));
      }),
    );
  });
});

it.each<[TestOutcome, boolean]>([
  ["failed", true],
  ["blocked", true],
  ["flaky", false],
  ["passed", false],
  ["unknown", false],
  ["running", false],
])("%s is wrong: %s", (outcome, wrong) => {
  expect(isWrong({ outcome })).toBe(wrong);
});
