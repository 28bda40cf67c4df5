import type { Execution } from "../execution.ts";
import { testKey, type TestKey } from "./test-identity.ts";
import { mayStillCount, testResults, type TestOutcome } from "./test-results.ts";

/** What the tests of a build came to so far. */
export interface OutcomesSoFar {
  readonly outcomes: ReadonlyMap<TestKey, TestOutcome>;
  /** Takes in what ran next. What ran before must not have started later. */
  readonly add: (executions: readonly Execution[]) => void;
}

/**
 * Outcomes that grow with a build: `testResults` of everything that was added, without going through all of it each time,
 * so that a build of thousands of executions with as many pauses stays cheap.
 */
export function outcomesSoFar(executions: readonly Execution[]): OutcomesSoFar {
  const outcomes = new Map<TestKey, TestOutcome>();
  const kept = new Map<TestKey, readonly Execution[]>();
  const add = (next: readonly Execution[]): void => {
    for (const [key, fresh] of Map.groupBy(next, testKey)) {
      for (const result of testResults([...(kept.get(key) ?? []), ...fresh])) {
        outcomes.set(key, result.outcome);
        kept.set(key, mayStillCount(result.executions));
      }
    }
  };
  add(executions);
  return { outcomes, add };
}
