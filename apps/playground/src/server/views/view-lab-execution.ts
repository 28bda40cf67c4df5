import type { LabExecution } from "@perfecto-bot/simulators/lab";
import type { LabExecutionStatus, LabExecutionView } from "../../wire/lab-state.ts";
import { viewPlatform } from "./view-platform.ts";

const STATUSES: readonly LabExecutionStatus[] = ["PASSED", "FAILED", "BLOCKED", "UNKNOWN"];

/** An execution that the lab shows, as it stands at `nowMs` of the lab's clock. */
export function viewLabExecution(
  { resource, settlesAtMs }: LabExecution,
  labUrl: string,
  nowMs: number,
): LabExecutionView {
  const { id, name, status, platforms, reportURL } = resource;
  return {
    id,
    name: name ?? "Test without a name",
    status: STATUSES.find((known) => known === status) ?? "UNKNOWN",
    processing: settlesAtMs !== undefined && settlesAtMs > nowMs,
    ...viewPlatform(platforms?.[0]),
    reportUrl: reportURL ?? `${labUrl}/reporting/test/${encodeURIComponent(id)}`,
  };
}
