import type { RecordedExecution } from "../build-picture.ts";
import { wentWrong, type Execution } from "../execution.ts";
import { anExecution, NINE } from "./an-execution.ts";

/** A settled record of an execution; a failed one with its failing command. */
export function aRecordedExecution(
  execution: Partial<Execution> = {},
  overrides: Partial<RecordedExecution> = {},
): RecordedExecution {
  const whole = anExecution(execution);
  return {
    execution: whole,
    firstSeenAtMs: NINE,
    answeredAtMs: NINE,
    settledAtMs: NINE,
    ...(wentWrong(whole)
      ? { enrichment: { state: "done", failure: { command: "click", message: "Element not found", screenshots: [] } } }
      : {}),
    ...overrides,
  };
}

/** A record of an execution that the lab is still processing. */
export function aProcessingExecution(execution: Partial<Execution> = {}): RecordedExecution {
  const { settledAtMs: _, enrichment: __, ...rest } = aRecordedExecution(execution);
  return {
    ...rest,
    ...(wentWrong(rest.execution) ? { enrichment: { state: "pending" as const, attempts: 0 } } : {}),
  };
}
