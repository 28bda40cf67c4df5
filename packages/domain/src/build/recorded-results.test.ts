import { expect, it } from "vitest";
import { aPicture } from "../testing/a-picture.ts";
import { aRecordedExecution } from "../testing/a-recorded-execution.ts";
import { recordedResults } from "./recorded-results.ts";

const failed = aRecordedExecution({ id: "1", status: "FAILED", startedAtMs: 1, endedAtMs: 2 }, { firstSeenAtMs: 3 });
const passed = aRecordedExecution({ id: "2", startedAtMs: 5, endedAtMs: 6 }, { firstSeenAtMs: 7 });
const other = aRecordedExecution({ id: "3", name: "Pay" });

it("has what the picture knows of each execution, by test", () => {
  expect(recordedResults(aPicture([passed, other, failed]))).toMatchObject([
    { test: "Login works", executions: [failed, passed], latest: passed, outcome: "flaky", attempts: 2 },
    { test: "Pay", executions: [other], latest: other, outcome: "passed", attempts: 1 },
  ]);
});

it("gives the same list for the same executions, and another for others", () => {
  const picture = aPicture([failed]);
  expect(recordedResults({ ...picture, revision: 9 })).toBe(recordedResults(picture));
  expect(recordedResults(aPicture([failed, passed]))).toMatchObject([{ outcome: "flaky" }]);
});
