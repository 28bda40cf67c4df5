import { createHash } from "node:crypto";

/**
 * A subject (build key, conversation key, shard) as a short text that BullMQ takes as an id: 132 bits of SHA-256.
 * Subjects are foreign text of any length, and ids must not contain ":".
 * @see https://docs.bullmq.io/guide/jobs/job-ids
 */
export function subjectDigest(subject: string): string {
  return createHash("sha256").update(subject).digest("base64url").slice(0, 22);
}

/**
 * Where in a cycle of `everyMs` a subject has its turn: 1 to `everyMs` − 1, always the same, spread evenly over subjects.
 * Never 0, because 0 is "no offset" to a job scheduler, which then runs at once.
 */
export function subjectPhaseMs(subject: string, everyMs: number): number {
  const bits = createHash("sha256").update(`phase ${subject}`).digest().readUIntBE(0, 6);
  return 1 + (bits % (everyMs - 1));
}
