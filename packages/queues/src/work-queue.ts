import { Queue, type DefaultJobOptions } from "bullmq";
import type { Clock } from "@perfecto-bot/pipeline";
import type { Redis } from "ioredis";
import type { QueueName } from "./queue-name.ts";
import type { TroubleLog } from "./trouble-log.ts";

/** What a job holds: whose turn it is, as text. Never content, because jobs are clear text and copies grow stale. */
export interface JobData {
  readonly subject: string;
}

/** `run` does the work; `wake` and `tick` are alarm clocks that only ask for a `run`. */
export type JobName = "run" | "wake" | "tick";

/**
 * The clock by which BullMQ writes and compares the times of jobs: the machine's own. What is compared with them goes by it too.
 */
export const queueNow: Clock = () => Date.now();

/** A queue of this bot. */
export type WorkQueue = Queue<JobData, void>;

/** The name under which workers know how to wait between attempts. */
const PATIENTLY = "patiently";

const TWO_WEEKS_S = 14 * 24 * 3600;

/**
 * Work that throws is tried for ever. A run stays only while there is something to do, so that the next signal starts anew.
 * What fails in spite of that (it needs a bug) is kept for somebody to see, and blocks nothing, because ids are never reused.
 */
const FOR_EVER: DefaultJobOptions = {
  attempts: 1e9,
  backoff: { type: PATIENTLY },
  removeOnComplete: true,
  removeOnFail: { age: TWO_WEEKS_S, count: 1_000 },
  stackTraceLimit: 0,
};

/** Discovery comes round again by itself; an attempt besides would only pile up on a lab that is down. */
const ONCE: DefaultJobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true, stackTraceLimit: 0 };

/** Nobody reads the event streams; by default each would hold 10,000 entries. */
const EVENTS_KEPT = 100;

/** Opens a queue on a connection that stays its owner's. Nothing is sent before the first request. */
export function openWorkQueue(name: QueueName, connection: Redis, prefix: string, trouble: TroubleLog): WorkQueue {
  const queue: WorkQueue = new Queue(name, {
    connection,
    prefix,
    // Both look at the server when the queue is made, and a queue made while Redis is down would stay broken for ever.
    skipWaitingForReady: true,
    skipVersionCheck: true,
    streams: { events: { maxLen: EVENTS_KEPT } },
    defaultJobOptions: name === "discover" ? ONCE : FOR_EVER,
  });
  queue.on("error", (error) => trouble.reportEmitted(`queue ${name}`, error));
  return queue;
}
