import type { LabExecutionStatus, LabExecutionView } from "../../wire/lab-state.ts";

/** What a status is called on the page. */
export const STATUS_NAMES: Readonly<Record<LabExecutionStatus, string>> = {
  running: "Running",
  PASSED: "Passed",
  FAILED: "Failed",
  BLOCKED: "Blocked",
  UNKNOWN: "Unknown",
};

/** Where an execution ran: "Apple iPhone 15 · iOS 17.4". */
export function platformOf({ device, system }: Pick<LabExecutionView, "device" | "system">): string {
  return [device, system].filter((part) => part !== "").join(" · ");
}

/** An execution in one line: "Failed: Checkout pays by card · Apple iPhone 15 · iOS 17.4 (processing)". */
export function describeExecution(execution: LabExecutionView): string {
  const line = `${STATUS_NAMES[execution.status]}: ${execution.name} · ${platformOf(execution)}`;
  return execution.processing ? `${line} (processing)` : line;
}
