/**
 * What there is to do again and again: look at a build (`track`), compute its messages (`plan`), bring a conversation up to
 * date (`outbox`). A subject is a build key, or a conversation key.
 */
export type WorkKind = "track" | "plan" | "outbox";

/** All kinds of scheduled work. */
export const WORK_KINDS: readonly WorkKind[] = ["track", "plan", "outbox"];

/** A subject with the time it is due, epoch ms. */
export interface DueWork {
  readonly subject: string;
  readonly dueAtMs: number;
}

/** Runs of a subject that failed, one after another. */
export interface WorkFailures {
  readonly failures: number;
  /** When the first of them failed, epoch ms. */
  readonly sinceMs: number;
  /** It is not tried before, epoch ms. */
  readonly notBeforeMs: number;
  /** What the last one said. Never a secret. */
  readonly detail: string;
}

/** What a worker is told that wants to begin. */
export type Begun =
  /** It has the subject in hand. `token` says which run this is; `failed`: the runs before it that failed. */
  | { readonly kind: "go"; readonly token: number; readonly failed?: WorkFailures }
  /** It failed before and must not be tried yet. */
  | { readonly kind: "paused"; readonly untilMs: number };

/**
 * What is due when, durable. The queues wake workers; this says what they have to do, and which of it failed. The worker
 * that does the work moves its own entry, and nobody else makes a pause shorter.
 */
export interface WorkSchedule {
  /** Makes a subject due at the latest then: an earlier time stays. */
  readonly dueBy: (kind: WorkKind, subject: string, atMs: number) => Promise<void>;
  /**
   * Takes a subject in hand: until then it is nobody else's to wake. A subject that is not due at all stays so, and may be
   * worked on all the same.
   */
  readonly begin: (kind: WorkKind, subject: string, nowMs: number, inHandUntilMs: number) => Promise<Begun>;
  /**
   * The run succeeded: due again then, or not any more. What was made due while it ran stays due, so that nothing new is
   * overlooked. Forgets failures.
   */
  readonly end: (kind: WorkKind, subject: string, token: number, dueAtMs: number | undefined) => Promise<void>;
  /** The run failed: it is tried again when these failures allow. */
  readonly fail: (kind: WorkKind, subject: string, failures: WorkFailures) => Promise<void>;
  /** Nothing is left to do. A run that has it in hand may make it due again. */
  readonly remove: (kind: WorkKind, subject: string) => Promise<void>;
  /** What should have been done before then, the longest overdue first, at most `limit`. */
  readonly overdue: (kind: WorkKind, beforeMs: number, limit: number) => Promise<readonly DueWork[]>;
  /** Every subject that is due at some time. */
  readonly subjects: (kind: WorkKind) => Promise<readonly string[]>;
  /** What failed at least so often in a row, by subject. */
  readonly failing: (
    kind: WorkKind,
    atLeast: number,
  ) => Promise<readonly ({ readonly subject: string } & WorkFailures)[]>;
  /** Everything that failed is due now, as if it had not. */
  readonly retryFailed: (kind: WorkKind, nowMs: number) => Promise<void>;
}
