import type { BuildKey, BuildPicture, BuildShape } from "@perfecto-bot/domain";

/** A final build of a job, newest first in a history. */
export interface FinishedBuild extends BuildShape {
  readonly key: BuildKey;
  readonly job: string;
  readonly branch?: string;
  readonly number?: number;
  /** How people name it beside its job: "#45". */
  readonly label: string;
  /** `blocked`: nothing failed, and something could not run. */
  readonly verdict: "passed" | "failed" | "blocked";
  /** Tests × platforms that failed. */
  readonly failed: number;
  /** When it started, epoch ms. */
  readonly startedAtMs: number;
  /** When its last execution ended, epoch ms. */
  readonly endedAtMs: number;
  readonly finalAtMs: number;
}

/** A build of a job, as far as it takes to tell which build an execution belongs to. */
export interface KnownBuild {
  readonly key: BuildKey;
  readonly branch?: string;
  readonly number?: number;
  /** When it started, as far as is known now, epoch ms. Its key keeps the start that was seen first. */
  readonly startedAtMs: number;
  /** Executions are on their way into or out of it: whoever looks next ends that. */
  readonly moving?: true;
}

/** The latest builds of a job, in any order. */
export interface KnownBuilds {
  /** Grows by one with every change; 0 where nothing is known. */
  readonly revision: number;
  readonly builds: readonly KnownBuild[];
}

/** The picture of the lab's builds. Everything in it can be rebuilt by polling. */
export interface PictureStore {
  /** Undefined where nothing is stored. */
  readonly load: (key: BuildKey) => Promise<BuildPicture | undefined>;
  /**
   * Stores what differs from `before` and makes the build due to be planned (`WorkSchedule`), in one atomic step, only
   * if the stored revision is still `before.revision`. The stored revision becomes `after.revision`, which must be one more.
   */
  readonly save: (key: BuildKey, before: BuildPicture, after: BuildPicture) => Promise<"saved" | "conflict">;
  /** The latest builds of a job, of all branches. */
  readonly knownBuilds: (lab: string, job: string) => Promise<KnownBuilds>;
  /** Replaces them, only if the stored revision is still `before.revision`; in one atomic step. */
  readonly saveKnownBuilds: (
    lab: string,
    job: string,
    before: KnownBuilds,
    builds: readonly KnownBuild[],
  ) => Promise<"saved" | "conflict">;
  /** Builds in flight: those that the schedule has to track. */
  readonly openBuilds: () => Promise<readonly BuildKey[]>;
  /** Remembers or replaces a final build of its job (and branch). Keeps the last 50 of each. */
  readonly rememberFinished: (lab: string, build: FinishedBuild) => Promise<void>;
  /** Takes one away; nothing where it is not remembered. */
  readonly forgetFinished: (
    line: { readonly lab: string; readonly job: string; readonly branch?: string },
    key: BuildKey,
  ) => Promise<void>;
  /** The last final builds of a job and branch, the latest start first. */
  readonly finishedBuilds: (lab: string, job: string, branch: string | undefined) => Promise<readonly FinishedBuild[]>;
  /** Which build an execution is in, for links to a test. */
  readonly buildOfExecution: (lab: string, executionId: string) => Promise<BuildKey | undefined>;
  /** Job names seen in a lab with when they were last seen (epoch ms), newest first, at most `limit`. */
  readonly jobNames: (
    lab: string,
    limit: number,
  ) => Promise<readonly { readonly name: string; readonly lastSeenMs: number }[]>;
  readonly rememberJobNames: (lab: string, names: readonly string[], nowMs: number) => Promise<void>;
}
