import type { Command, Execution, ExecutionStatus, Platform } from "@perfecto-bot/domain";

/** A value that tells a data row of a test from the others. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

/** A platform with what was asked for, such as "model=iPhone 15 platformName=iOS". */
export type AskedPlatform = Platform & { readonly requested?: string };

/** An execution as the lab tells it. */
export type ToldExecution = Omit<Execution, "platforms"> & {
  readonly platforms: readonly AskedPlatform[];
  readonly parameters?: readonly Parameter[];
};

/** What the lab says of an execution from a moment on. */
export interface Version {
  readonly fromMs: number;
  /** From here on the lab has prepared everything it will show of it. */
  readonly settledAtMs: number;
  readonly execution: ToldExecution;
  readonly commands: readonly Command[];
}

/** One execution over time; before its first version the lab does not know it. Versions in order of time. */
export interface Track {
  readonly id: string;
  readonly versions: readonly Version[];
}

/** One call of the CI hook. */
export interface HookCall {
  readonly atMs: number;
  readonly job: string;
  readonly number: number;
  readonly branch?: string;
  readonly state: "started" | "finished";
  readonly attempt?: number;
}

/** What a build's end says of a test against the end of the build before. */
export type Change = "new" | "known" | "recovered" | "same";

/** One try of a test on a platform. */
export interface TrueAttempt {
  readonly executionId: string;
  readonly visibleAtMs: number;
  /** When the lab first said FAILED of it, even if it took that back later. */
  readonly failedFromMs?: number;
  /** What it ends as, late changes included. */
  readonly status: ExecutionStatus;
}

/** A test on a platform in a build. */
export interface TrueCase {
  readonly test: string;
  readonly platform: string;
  /** In order of time; the last one decides. */
  readonly attempts: readonly TrueAttempt[];
  readonly outcome: ExecutionStatus;
  /** It failed, and passed on a later attempt. */
  readonly flaky: boolean;
  /** Absent where nobody can say: no build before, blocked, flaky. */
  readonly change?: Change;
}

/** One run of a CI job, its re-runs included. */
export interface TrueBuild {
  readonly id: string;
  readonly job: string;
  readonly branch?: string;
  readonly number?: number;
  readonly firstVisibleAtMs: number;
  readonly cases: readonly TrueCase[];
  /** Its builds so far showed that a failure is tried again within the run. */
  readonly knownToRetry: boolean;
  /** Why nobody could tell this build right. */
  readonly undecidable?: string;
  /** Every right name of what its failures have in common; empty: nothing has to be named. Absent: not asked. */
  readonly onlyOn?: readonly string[];
}

/** A lab as it was, and what was true of it. */
export interface GeneratedLab {
  readonly scenario: string;
  readonly seed: string;
  readonly lab: string;
  readonly jobs: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  readonly tracks: readonly Track[];
  readonly hooks: readonly HookCall[];
  readonly builds: readonly TrueBuild[];
  /** The true cause of each failed execution. */
  readonly causes: ReadonlyMap<string, string>;
  readonly brokenDevices: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
}
