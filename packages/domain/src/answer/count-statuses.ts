import type { Execution, ExecutionStatus } from "../execution.ts";

/** Executions by how they went; the four parts add up to the total. */
export interface StatusCounts {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  /** The lab or the device could not run them: no fault of the test. */
  readonly blocked: number;
  /** Without a verdict. */
  readonly unknown: number;
}

/** Counts executions by status. */
export function countStatuses(executions: readonly Pick<Execution, "status">[]): StatusCounts {
  const counts: Record<ExecutionStatus, number> = { PASSED: 0, FAILED: 0, BLOCKED: 0, UNKNOWN: 0 };
  for (const { status } of executions) counts[status] += 1;
  return {
    total: executions.length,
    passed: counts.PASSED,
    failed: counts.FAILED,
    blocked: counts.BLOCKED,
    unknown: counts.UNKNOWN,
  };
}

/** How many went wrong: failed or blocked. */
export function countWrong({ failed, blocked }: Pick<StatusCounts, "failed" | "blocked">): number {
  return failed + blocked;
}
