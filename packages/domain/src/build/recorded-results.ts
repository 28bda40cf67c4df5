import type { BuildPicture, RecordedExecution } from "../build-picture.ts";
import { testResults, type TestResult } from "./test-results.ts";

/** A test result with its executions as the picture keeps them. */
export interface RecordedResult extends Omit<TestResult, "executions" | "latest"> {
  readonly executions: readonly RecordedExecution[];
  readonly latest: RecordedExecution;
}

/** What every test of a build came to, in order of first appearance. The same picture gives the same list. */
export function recordedResults(picture: BuildPicture): readonly RecordedResult[] {
  const known = remembered.get(picture.executions);
  if (known !== undefined) return known;
  const results = testResults([...picture.executions.values()].map(({ execution }) => execution)).flatMap(
    ({ executions, latest, ...result }): readonly RecordedResult[] => {
      const records = executions.flatMap(({ id }) => picture.executions.get(id) ?? []);
      const counting = picture.executions.get(latest.id);
      return counting === undefined ? [] : [{ ...result, executions: records, latest: counting }];
    },
  );
  remembered.set(picture.executions, results);
  return results;
}

/** Several rules look at one picture in turn, and joining thousands of executions is most of their work. */
const remembered = new WeakMap<BuildPicture["executions"], readonly RecordedResult[]>();
