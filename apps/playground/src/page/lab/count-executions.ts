import type { LabBuildView, LabExecutionStatus } from "../../wire/lab-state.ts";

/** A build's executions by status, and those that are still being processed, whatever their status. */
export type ExecutionCounts = Readonly<Record<LabExecutionStatus | "processing" | "finished", number>>;

/** Counts a build's executions. `finished`: those whose driver has closed. */
export function countExecutions({ executions }: Pick<LabBuildView, "executions">): ExecutionCounts {
  const counts = { running: 0, PASSED: 0, FAILED: 0, BLOCKED: 0, UNKNOWN: 0, processing: 0, finished: 0 };
  for (const { status, processing } of executions) {
    counts[status]++;
    if (status !== "running") counts.finished++;
    if (processing) counts.processing++;
  }
  return counts;
}
