/** How an execution of the simulated lab stands. `running`: its driver has not closed, so the API does not show it yet. */
export type LabExecutionStatus = "running" | "PASSED" | "FAILED" | "BLOCKED" | "UNKNOWN";

/** A test execution, as the lab's part of the page shows it. */
export interface LabExecutionView {
  readonly id: string;
  readonly name: string;
  readonly status: LabExecutionStatus;
  /** Whether videos and artifacts are still being prepared. */
  readonly processing: boolean;
  /** Such as "Apple iPhone 15 Pro". */
  readonly device: string;
  /** Such as "iOS 17.5.1"; may be empty. */
  readonly system: string;
  /** Its page in the simulated report library. */
  readonly reportUrl: string;
}

/** A build of the simulated lab. */
export interface LabBuildView {
  /** Job and number, such as "Nightly #7". */
  readonly id: string;
  readonly job: string;
  readonly number: number;
  readonly branch: string;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
  /** How many executions it will have. */
  readonly expected: number;
  /** Those that have shown, oldest first. */
  readonly executions: readonly LabExecutionView[];
  /** Whether every execution has shown and been processed. */
  readonly complete: boolean;
}

/** What the lab's part of the page shows. */
export interface LabView {
  /** False where a real lab is connected instead. */
  readonly simulated: boolean;
  /** Where it listens. */
  readonly url: string;
  /** Its jobs by name, those of the scenario first. */
  readonly jobs: readonly string[];
  /** The newest builds, newest first; older ones are left out. */
  readonly builds: readonly LabBuildView[];
}
