import type { Platform } from "./platform.ts";

/** What the lab says of an execution. BLOCKED: the lab or the device could not run it, which is not the test's fault. */
export type ExecutionStatus = "PASSED" | "FAILED" | "BLOCKED" | "UNKNOWN";

/** The CI run an execution names. Each member beyond the name is optional in the lab's answers. */
export interface JobRun {
  readonly name: string;
  readonly number?: number;
  readonly branch?: string;
}

/** One value of a data-driven test: which row of its data an execution ran. */
export interface TestParameter {
  readonly name: string;
  readonly value: string;
}

/** One recording of an execution's screen. Times are epoch milliseconds, absent where the lab's stamp is implausible. */
export interface Video {
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly url?: string;
}

/** A file the lab made for an execution. `type` is upper case and an open set: DEVICE_LOGS, NETWORK, VITALS, APP_CRASH_REPORT, … */
export interface Artifact {
  readonly type: string;
  readonly url: string;
  readonly fileName?: string;
}

/** One test execution of a lab, normalised: every value is either plausible or absent. */
export interface Execution {
  readonly lab: string;
  readonly id: string;
  readonly name: string;
  /** Of a data-driven test. Absent where the lab told none. */
  readonly parameters?: readonly TestParameter[];
  readonly status: ExecutionStatus;
  /** The driver session; several executions may share one. */
  readonly externalId?: string;
  readonly owner?: string;
  readonly startedAtMs?: number;
  /** Absent while unfinished, or where the lab's stamp is implausible. */
  readonly endedAtMs?: number;
  readonly job?: JobRun;
  readonly project?: { readonly name: string; readonly version?: string };
  readonly tags: readonly string[];
  readonly platforms: readonly Platform[];
  readonly videos: readonly Video[];
  readonly artifacts: readonly Artifact[];
  /** The error message, often many lines with a stack trace. Foreign text. */
  readonly message?: string;
  /** The failure reason's name as set by the lab or a tester. */
  readonly reason?: string;
  readonly framework?: string;
  /** The single test report. */
  readonly reportUrl?: string;
}

/** Whether an execution went wrong: FAILED, or BLOCKED by lab or device. */
export function wentWrong(execution: Pick<Execution, "status">): boolean {
  return execution.status === "FAILED" || execution.status === "BLOCKED";
}

/** Whether an execution has not ended yet: it has neither an end nor a verdict. */
export function isUnfinished({ status, endedAtMs }: Pick<Execution, "status" | "endedAtMs">): boolean {
  return status === "UNKNOWN" && endedAtMs === undefined;
}
