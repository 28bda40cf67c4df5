import { isUnfinished, type Execution, type ExecutionStatus } from "../execution.ts";
import { platformsLabel } from "../platform.ts";
import { testKey, testLabel, type TestKey } from "./test-identity.ts";

/**
 * What a test on a platform came to in a build. `flaky`: it failed and then passed at a later attempt, which is no
 * failure. `blocked`: the lab or the device could not run it. `running`: it has not ended. `unknown`: it ended without
 * a verdict.
 */
export type TestOutcome = "passed" | "flaky" | "failed" | "blocked" | "unknown" | "running";

/** A test on a platform in one build, with everything that ran of it. */
export interface TestResult {
  readonly key: TestKey;
  /** Its name with its parameters. */
  readonly test: string;
  /** The line of all its platforms, as the attempt that counts ran on them. */
  readonly platform: string;
  /** Everything that ran of it in order of start, ties by id. */
  readonly executions: readonly Execution[];
  /** The one that counts. */
  readonly latest: Execution;
  readonly outcome: TestOutcome;
  /** How many ran one after the other; what ran at the same time is one attempt on several devices. */
  readonly attempts: number;
  /** Something of it has not ended yet, such as a retry of what failed. */
  readonly unfinished: boolean;
}

const BADNESS: Readonly<Record<ExecutionStatus, number>> = { UNKNOWN: 0, PASSED: 1, BLOCKED: 2, FAILED: 3 };

/**
 * Joins the executions of one build by test and platform; the latest attempt counts. UNKNOWN is never a verdict and
 * takes none back. Executions that ran at the same time are no attempts of each other, but the same test on several
 * devices of a kind: the worst of those that nothing came after counts. In order of first appearance.
 */
export function testResults(executions: readonly Execution[]): readonly TestResult[] {
  return [...Map.groupBy(executions, testKey)].flatMap(([key, group]) => {
    const ordered = group.toSorted(byStart);
    const latest = latestOf(ordered);
    if (latest === undefined) return [];
    return {
      key,
      test: testLabel(latest),
      platform: platformsLabel(latest.platforms),
      executions: ordered,
      latest,
      outcome: outcomeOf(latest, ordered),
      attempts: attemptsIn(ordered),
      unfinished: ordered.some(isUnfinished),
    };
  });
}

/**
 * The executions of one test, given in order of start, that still have a say in its outcome when only later ones are
 * added: few, however many there were.
 */
export function mayStillCount(ordered: readonly Execution[]): readonly Execution[] {
  const failed = ordered.find(({ status }) => status === "FAILED");
  const unfinished = ordered.find(isUnfinished);
  const counting = new Set([...candidatesIn(ordered), failed, unfinished]);
  return ordered.filter((execution) => counting.has(execution));
}

/** Whether something went wrong with a test and was not taken back by a later attempt: failed or blocked. */
export function isWrong({ outcome }: Pick<TestResult, "outcome">): boolean {
  return outcome === "failed" || outcome === "blocked";
}

function outcomeOf(latest: Execution, all: readonly Execution[]): TestOutcome {
  switch (latest.status) {
    case "FAILED":
      return "failed";
    case "BLOCKED":
      return "blocked";
    case "PASSED":
      return all.some(({ status }) => status === "FAILED") ? "flaky" : "passed";
    case "UNKNOWN":
      return all.some(isUnfinished) ? "running" : "unknown";
  }
}

function latestOf(ordered: readonly Execution[]): Execution | undefined {
  const candidates = candidatesIn(ordered);
  if (candidates.length === 0) return undefined;
  return candidates.reduce((worst, attempt) => (BADNESS[attempt.status] >= BADNESS[worst.status] ? attempt : worst));
}

/** Those with a verdict, if there are any, that nothing came after. */
function candidatesIn(ordered: readonly Execution[]): readonly Execution[] {
  const decided = ordered.filter(({ status }) => status !== "UNKNOWN");
  const able = decided.length > 0 ? decided : ordered;
  const last = able.at(-1);
  if (last === undefined) return [];
  return able.filter((attempt) => endOf(attempt) > startOf(last) || startOf(attempt) === startOf(last));
}

/** The longest row of executions of which each began after the one before had begun and ended. */
function attemptsIn(ordered: readonly Execution[]): number {
  let count = 0;
  let before: Execution | undefined;
  for (const execution of ordered.toSorted(byEnd)) {
    const startMs = startOf(execution);
    if (before !== undefined && (startMs < endOf(before) || startMs === startOf(before))) continue;
    count += 1;
    before = execution;
  }
  return count;
}

function byEnd(a: Execution, b: Execution): number {
  const [ours, theirs] = [endOf(a), endOf(b)];
  if (ours === theirs) return 0;
  return ours < theirs ? -1 : 1;
}

function byStart(a: Execution, b: Execution): number {
  const [ours, theirs] = [startOf(a), startOf(b)];
  if (ours !== theirs) return ours < theirs ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** What has no times came before everything that has. */
function startOf(execution: Execution): number {
  return execution.startedAtMs ?? execution.endedAtMs ?? Number.NEGATIVE_INFINITY;
}

/** Without an end it is taken to have ended before the next one started. */
function endOf(execution: Execution): number {
  return Math.max(execution.endedAtMs ?? Number.NEGATIVE_INFINITY, startOf(execution));
}
