import type { WirePlatform } from "../wire-execution.ts";
import type { PlatformKind } from "./platform-catalog.ts";

/** A range of milliseconds, both ends included. */
export type RangeMs = readonly [minMs: number, maxMs: number];

/**
 * What a generated build looks like.
 *
 * Names of tests and platforms depend on the job alone; which tests fail, and why, on seed and job; ids, times and
 * everything else on seed, job and number. So two builds of one job with one seed have the same failures.
 */
export interface BuildPlan {
  readonly seed: string | number;
  /** Origin of all links, without a slash at the end: the simulator's own. */
  readonly baseUrl: string;
  readonly job: string;
  /** Left out: the executions carry no job number. */
  readonly number?: number;
  readonly branch?: string;
  readonly startMs: number;
  /** Executions without the second attempts of flaky tests. Default 120. */
  readonly executions?: number;
  /** How many, from the catalogue, or which. Default 6. */
  readonly platforms?: number | readonly WirePlatform[];
  /** Kinds that a number of platforms is taken from; default all. */
  readonly kinds?: readonly PlatformKind[];
  /** Executions that fail for good. Default 7. */
  readonly failures?: number;
  /** Different causes among them; at most 7, and never more than failures. Default 2. */
  readonly causes?: number;
  /** Only these platforms have failures. */
  readonly failuresOn?: (platform: WirePlatform) => boolean;
  /** Executions the lab could not run. Default 0. */
  readonly blocked?: number;
  /** Only these platforms block. */
  readonly blockedOn?: (platform: WirePlatform) => boolean;
  /** Executions with status UNKNOWN and `endTime` 0: their driver vanished. Default 0. */
  readonly unknown?: number;
  /** Executions that fail once and pass at a second attempt, which is one more execution each. Default 0. */
  readonly flaky?: number;
  /** Tests start within this time. Default 10 minutes. */
  readonly spreadMs?: number;
  /** How long one test runs. Default 20 s to 2 min. */
  readonly durationMs?: RangeMs;
  /** From the end of a test until its driver closed and it shows. Default 1 to 5 s. */
  readonly closingMs?: RangeMs;
  /** From showing until videos and artifacts are ready. Default 5 to 60 s. */
  readonly processingMs?: RangeMs;
  /** Consecutive tests of one platform that share a driver session, and so show together. Default 1. */
  readonly testsPerSession?: number;
  /**
   * How many times faster than real the build plays. Only when things show is hastened: durations stay believable, and
   * the stamps are moved back in time so that nothing shows before its end. Default 1.
   */
  readonly speed?: number;
}

/** A plan with nothing left out but what may stay unsaid. */
export type CompletePlan = BuildPlan & Required<Omit<BuildPlan, "number" | "branch" | "failuresOn" | "blockedOn">>;

/** Fills in what a plan leaves out. */
export function completePlan(plan: BuildPlan): CompletePlan {
  return {
    executions: 120,
    platforms: 6,
    kinds: [],
    failures: 7,
    causes: 2,
    blocked: 0,
    unknown: 0,
    flaky: 0,
    spreadMs: 600_000,
    durationMs: [20_000, 120_000],
    closingMs: [1_000, 5_000],
    processingMs: [5_000, 60_000],
    testsPerSession: 1,
    speed: 1,
    ...plan,
  };
}
