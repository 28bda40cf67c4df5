import { expect, test } from "vitest";
import type { LabBuildView } from "../../wire/lab-state.ts";
import { aBuild, anExecution } from "../testing/a-state.ts";
import { describeProgress } from "./describe-progress.ts";

const passed = anExecution();
const failed = anExecution({ status: "FAILED" });
const rows: readonly [Partial<LabBuildView>, string][] = [
  [{}, "0 of 2"],
  [{ executions: [anExecution({ status: "running" })] }, "0 of 2"],
  [{ executions: [passed, anExecution({ processing: true })] }, "2 of 2 · 1 processing"],
  [{ executions: [passed, failed, passed] }, "3 of 3 · 1 failed"],
  [{ complete: true, executions: [passed, passed] }, "2 executions · all passed"],
  [
    { complete: true, executions: [failed, anExecution({ status: "BLOCKED" }), anExecution({ status: "UNKNOWN" })] },
    "3 executions · 1 failed · 1 blocked · 1 unknown",
  ],
];

test.each(rows)("%j reads %j", (build, words) => {
  expect(describeProgress(aBuild(build))).toBe(words);
});
