import { randomUUID } from "node:crypto";
import { subjectDigest } from "./subject-digest.ts";
import type { JobName, WorkQueue } from "./work-queue.ts";

/**
 * Asks for a run of a subject as soon as possible. At most one run of a subject is active and one waits:
 * - none there: one is made; waiting: nothing changes; delayed after a failure: it is due now;
 * - active: another follows when it ends, because it may have looked already.
 *
 * All of it is one atomic step in Redis. The job id is new for each request, not for each subject: ioredis sends a request
 * again when its answer was lost, which the id makes harmless, while a subject's own id would be refused during an active run.
 * @see https://docs.bullmq.io/guide/jobs/deduplication
 */
export async function askForRun(queue: WorkQueue, subject: string): Promise<void> {
  await ask(queue, "run", subject, "run", 0);
}

/** As {@link askForRun}, but an active run is enough: for a rhythm, where a run that takes longer swallows the beats. */
export async function askForRunUnlessActive(queue: WorkQueue, subject: string): Promise<void> {
  await queue.add("run", { subject }, { jobId: randomUUID(), deduplication: { id: dedupId("run", subject) } });
}

/**
 * Sets a subject's alarm clock, to be called inside its run only. There is one: setting it again moves it, earlier or later.
 * It is an own job beside the run, so that a signal never has to wait for it.
 */
export async function setAlarm(queue: WorkQueue, subject: string, afterMs: number): Promise<void> {
  await ask(queue, "wake", subject, "alarm", afterMs);
}

/** Takes a subject's alarm clock away, to be called inside its run only. */
export async function clearAlarm(queue: WorkQueue, subject: string): Promise<void> {
  const jobId = await queue.getDeduplicationJobId(dedupId("alarm", subject));
  if (jobId) await queue.remove(jobId);
}

/**
 * Asks for a run not before `atMs`. Anybody may, for any number of times: an earlier one is never moved by a later one.
 * Times are rounded up to {@link STEP_MS}, so that a burst of requests is a handful of jobs.
 */
export async function askForRunAt(queue: WorkQueue, subject: string, atMs: number, nowMs: number): Promise<void> {
  const stepMs = Math.ceil(atMs / STEP_MS) * STEP_MS;
  await ask(queue, "wake", subject, `at ${stepMs}`, stepMs - nowMs);
}

const STEP_MS = 250;

async function ask(queue: WorkQueue, name: JobName, subject: string, role: string, delayMs: number): Promise<void> {
  if (!Number.isFinite(delayMs)) throw new RangeError(`no delay for ${queue.name}: ${delayMs}`);
  await queue.add(
    name,
    { subject },
    {
      jobId: randomUUID(),
      delay: Math.max(0, Math.round(delayMs)),
      deduplication: { id: dedupId(role, subject), keepLastIfActive: true, reschedule: true },
    },
  );
}

function dedupId(role: string, subject: string): string {
  return subjectDigest(`${role} ${subject}`);
}
