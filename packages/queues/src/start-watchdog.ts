import type { Worker } from "bullmq";
import { queueDepth } from "./queue-depths.ts";
import type { QueueName } from "./queue-name.ts";
import { suspectedSince } from "./suspicion.ts";
import type { TroubleLog } from "./trouble-log.ts";
import type { JobData, WorkQueue } from "./work-queue.ts";

/** A worker that says it runs but leaves its work lying. The remedy is a new process. */
export interface Wedge {
  readonly queue: QueueName;
  /** Jobs that are waiting or overdue. */
  readonly stuck: number;
  readonly forMs: number;
}

/** A queue, the worker on it, and how many of its jobs this process has taken and has in hand. */
export interface Watched {
  readonly name: QueueName;
  readonly queue: WorkQueue;
  readonly worker: Worker<JobData, void>;
  readonly taken: () => number;
  readonly inHand: () => number;
}

/** When to look and when to believe it. */
export interface WatchdogOptions {
  readonly everyMs: number;
  readonly wedgedAfterMs: number;
  readonly now: () => number;
  readonly trouble: TroubleLog;
  readonly onWedged: (wedge: Wedge) => void;
  /** Writes something on the workers' connection, in order to see whether work can be done at all. */
  readonly write: () => Promise<unknown>;
}

/**
 * Looks at the workers in a rhythm and tells of a wedged one, once for each time it wedges. While Redis is away or takes no
 * writes, nothing can be done and nobody is suspected: a new process would do no better.
 * @see https://github.com/taskforcesh/bullmq/issues/4585
 */
export function startWatchdog(watched: readonly Watched[], options: WatchdogOptions): { readonly stop: () => void } {
  const { everyMs, wedgedAfterMs, now, trouble, onWedged, write } = options;
  const dogs = watched.map(({ name, queue, worker, taken, inHand }) => {
    let sinceMs: number | undefined;
    let told = false;
    let takenBefore = taken();
    let looking = false;
    return async (): Promise<void> => {
      if (looking) return;
      looking = true;
      try {
        const lookedAtMs = now();
        await write();
        if (now() - lookedAtMs > everyMs) sinceMs = undefined;
        const depth = await queueDepth(queue, now());
        const stuck = depth.waiting + depth.overdue;
        const paused = stuck > 0 && (await queue.isPaused());
        const atMs = now();
        const hasRoom = inHand() < worker.concurrency;
        const sighting = {
          atMs,
          stuck,
          paused,
          hasRoom,
          running: worker.isRunning(),
          tookOne: taken() !== takenBefore,
        };
        takenBefore = taken();
        sinceMs = suspectedSince(sinceMs, sighting);
        if (sinceMs === undefined) told = false;
        else if (!told && atMs - sinceMs >= wedgedAfterMs) {
          told = true;
          onWedged({ queue: name, stuck, forMs: atMs - sinceMs });
        }
      } catch (error) {
        sinceMs = undefined;
        trouble.report(`watchdog of ${name}`, error);
      } finally {
        looking = false;
      }
    };
  });
  const timer = setInterval(() => dogs.forEach((look) => void look()), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
