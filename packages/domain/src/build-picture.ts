import type { CiSignal } from "./build/ci-signal.ts";
import type { BuildAttempt } from "./build/split-line.ts";
import type { BuildKey, BuildRef } from "./build-ref.ts";
import type { Execution } from "./execution.ts";

/** The failing command of an execution, ready to be shown: message without stack trace, secrets struck out. */
export interface FailureDetail {
  readonly command: string;
  readonly step?: string;
  readonly message?: string;
  /** Epoch milliseconds. */
  readonly startedAtMs?: number;
  readonly screenshots: readonly string[];
}

/** Tries to have a commands report. */
export interface EnrichmentTries {
  /** How often the lab said of this execution that it has none, or none yet. */
  readonly attempts: number;
  /** How often the lab was in trouble instead, which says nothing of this execution. Absent: never. */
  readonly troubles?: number;
  /** When it was tried first and last, epoch ms. Absent before the first try, and in what an earlier version stored. */
  readonly firstTriedAtMs?: number;
  readonly triedAtMs?: number;
}

/** What is known of a failing execution's commands. */
export type Enrichment =
  | ({ readonly state: "pending" } & EnrichmentTries)
  | { readonly state: "done"; readonly failure?: FailureDetail }
  /** The commands report could not be had so far; the card says so, and is edited when it can be had within a day. */
  | ({ readonly state: "unavailable" } & Partial<EnrichmentTries>);

/** One execution as the picture keeps it. */
export interface RecordedExecution {
  readonly execution: Execution;
  readonly firstSeenAtMs: number;
  /** When the lab gave the answer the content is taken from: newer answers win. */
  readonly answeredAtMs: number;
  /** When the lab first said PROCESSING_COMPLETE for it. */
  readonly settledAtMs?: number;
  /** When waiting for the lab was given up: shown as "still processing". */
  readonly overdueAtMs?: number;
  /** Of a failure: when a retry could have come and did not, so that it counts. */
  readonly confirmedAtMs?: number;
  readonly enrichment?: Enrichment;
}

/** When and why a build was judged final. */
export interface Finality {
  readonly atMs: number;
  readonly reason: "quiet" | "ci-finished" | "never-reported";
}

/** Everything known of one build. Plain data, kept in the store under a revision. */
export interface BuildPicture {
  readonly ref: BuildRef;
  /** Grows by one with every change; 0 means never stored. */
  readonly revision: number;
  readonly executions: ReadonlyMap<string, RecordedExecution>;
  /** What CI told of the latest attempt. */
  readonly ci?: CiSignal;
  /** What CI told of the attempts before, in order. */
  readonly earlierCi?: readonly CiSignal[];
  /** How often CI ran it. Absent: once. */
  readonly attempts?: readonly BuildAttempt[];
  readonly final?: Finality;
  /** How often something late took "final" back in the latest attempt. */
  readonly reopened: number;
  /** The build that its executions turned out to belong to. Nothing is left of it then. */
  readonly joinedTo?: BuildKey;
}

/** A picture of a build of which nothing is known yet. */
export function emptyPicture(ref: BuildRef): BuildPicture {
  return { ref, revision: 0, executions: new Map(), reopened: 0 };
}

/** Takes "final" back, and counts it. A picture that is not final stays as it is. */
export function reopen(picture: BuildPicture): BuildPicture {
  const { final, ...open } = picture;
  return final === undefined ? picture : { ...open, reopened: picture.reopened + 1 };
}
