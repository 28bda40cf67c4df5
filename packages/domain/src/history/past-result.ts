import type { TestKey } from "../build/test-identity.ts";
import type { TestOutcome } from "../build/test-results.ts";

/** What is worth remembering: the outcome of a test that has ended with a verdict. */
export type PastOutcome = Extract<TestOutcome, "passed" | "flaky" | "failed" | "blocked">;

/** What a test on a platform came to in one earlier build. */
export interface PastResult {
  /** The build's start, epoch ms. It tells builds of a job and branch apart. */
  readonly startMs: number;
  /** The build as people name it: "#45". */
  readonly label: string;
  readonly outcome: PastOutcome;
}

/** What a test on a platform came to in the latest builds of one job and branch. */
export interface TestHistory {
  readonly key: TestKey;
  /** Its name with its parameters. */
  readonly test: string;
  /** The line of all its platforms, as the newest of these builds ran it. */
  readonly platform: string;
  /** Newest first, at most {@link MOST_REMEMBERED}. */
  readonly results: readonly PastResult[];
}

/** So many builds are remembered of a test. */
export const MOST_REMEMBERED = 20;
