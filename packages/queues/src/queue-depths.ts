import type { QueueName } from "./queue-name.ts";
import type { WorkQueue } from "./work-queue.ts";

/** How full a queue is, in jobs. `overdue`: those of `delayed` that should have run a while ago. */
export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  readonly overdue: number;
}

/** The depth of every queue. */
export type QueueDepths = Readonly<Record<QueueName, QueueDepth>>;

/** A delayed job this late counts as overdue. Less is the clocks of two machines. */
const OVERDUE_AFTER_MS = 5_000;

/** Counts the jobs of a queue. */
export async function queueDepth(queue: WorkQueue, nowMs: number): Promise<QueueDepth> {
  const [counts, overdue] = await Promise.all([
    queue.getJobCounts("waiting", "active", "delayed", "failed"),
    queue.getDelayedCount(nowMs - OVERDUE_AFTER_MS),
  ]);
  const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
  return { waiting, active, delayed, failed, overdue };
}
