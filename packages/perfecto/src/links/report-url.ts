import type { LabBase } from "./lab-base.ts";

/** The single test report of an execution, at the address the report site uses today. */
export function reportUrl(base: LabBase, executionId: string): string {
  return `${base.url}/reporting/test/${encodeURIComponent(executionId.toWellFormed())}`;
}
