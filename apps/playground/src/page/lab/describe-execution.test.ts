import { expect, test } from "vitest";
import type { LabExecutionView } from "../../wire/lab-state.ts";
import { anExecution } from "../testing/a-state.ts";
import { describeExecution } from "./describe-execution.ts";

const rows: readonly [Partial<LabExecutionView>, string][] = [
  [{}, "Passed: Checkout pays by card · Apple iPhone 15 · iOS 17.4"],
  [{ status: "FAILED", processing: true }, "Failed: Checkout pays by card · Apple iPhone 15 · iOS 17.4 (processing)"],
  [{ status: "running", system: "" }, "Running: Checkout pays by card · Apple iPhone 15"],
];

test.each(rows)("%j reads %j", (execution, line) => {
  expect(describeExecution(anExecution(execution))).toBe(line);
});
