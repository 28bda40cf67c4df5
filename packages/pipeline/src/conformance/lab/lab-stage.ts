import type { JobRun } from "@perfecto-bot/domain";
import type { Lab, LabErrorKind } from "../../ports/lab.ts";

/** An execution that a suite puts into a lab. */
export interface LabSample {
  readonly id: string;
  readonly startedAtMs: number;
  readonly job?: JobRun;
  readonly session?: string;
  readonly tags?: readonly string[];
  /** The lab still prepares its videos and logs. */
  readonly isProcessing?: boolean;
  /** Names of its commands, in order. */
  readonly commands?: readonly string[];
}

/** A lab and its vendor's side, for one test. Its pages have {@link PAGE_SIZE} executions. */
export interface LabStage {
  readonly lab: Lab;
  /** By the lab's clock, epoch ms. */
  readonly nowMs: () => number;
  readonly put: (samples: readonly LabSample[]) => void;
  /** Texts that no error may show. */
  readonly secrets: readonly string[];
  /** The next request gets no answer, ever. */
  readonly hang: () => void;
}

/** How many executions a page of a stage has. */
export const PAGE_SIZE = 4;

/** The start of the window in which samples started, before the stage's now. */
export const SAMPLES_WITHIN_MS = 60 * 60_000;

/** How a suite puts a vendor on the stage. */
export interface LabDriver<Stage extends LabStage> {
  /** A fresh one for the running test, which is taken down with it. */
  readonly open: () => Promise<Stage> | Stage;
  /** What makes every request to come fail with each kind of error, by what happened. */
  readonly troubles: Readonly<
    Record<LabErrorKind, Readonly<Record<string, (stage: Stage) => Promise<unknown> | void>>>
  >;
  /** All is well again. */
  readonly recover: (stage: Stage) => Promise<unknown> | void;
  /** Ways in which the vendor answers otherwise than documented, by name; a lab must come to the same executions. */
  readonly quirks: Readonly<Record<string, (stage: Stage) => Promise<unknown> | void>>;
}
