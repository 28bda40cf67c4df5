import { testKey, type Execution, type PastOutcome, type TestHistory } from "@perfecto-bot/domain";
import { anExecution } from "@perfecto-bot/domain/testing";

/** What a test came to in builds before: the first outcome in build 44, which started at 44, the next in 43, … */
export function aHistory(execution: Partial<Execution>, ...outcomes: readonly PastOutcome[]): TestHistory {
  const whole = anExecution(execution);
  return {
    key: testKey(whole),
    test: whole.name,
    platform: "Apple iPhone 15 · iOS 17.4",
    results: outcomes.map((outcome, index) => ({ startMs: 44 - index, label: `#${44 - index}`, outcome })),
  };
}

/** Histories by key. */
export function byKey(...histories: readonly TestHistory[]): ReadonlyMap<string, TestHistory> {
  return new Map(histories.map((history) => [history.key, history]));
}
