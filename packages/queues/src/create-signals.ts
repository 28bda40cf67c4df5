import { conversationKey } from "@perfecto-bot/domain";
import type { Clock, Signals } from "@perfecto-bot/pipeline";
import type { Redis } from "ioredis";
import { askForRun, askForRunAt } from "./ask-for-run.ts";
import { keepSchedule } from "./keep-schedule.ts";
import { queueDepth, type QueueDepths } from "./queue-depths.ts";
import type { QueueLog } from "./queue-log.ts";
import type { QueueName } from "./queue-name.ts";
import { QueueUnavailableError } from "./queue-unavailable-error.ts";
import { shardSubject } from "./shard-subject.ts";
import { createTroubleLog } from "./trouble-log.ts";
import { withinDeadline } from "./within-deadline.ts";
import { openWorkQueue, queueNow } from "./work-queue.ts";

/** What signals need. */
export interface SignalsOptions {
  /** Stays its owner's. One that fails soon is for people's requests, one that waits for work. */
  readonly connection: Redis;
  /** What the names of all keys start with. The braces keep them together on Redis Cluster. */
  readonly prefix?: string;
  readonly now: Clock;
  readonly log: QueueLog;
}

/** Signals through BullMQ. Every method rejects with a {@link QueueUnavailableError} where Redis does not take it. */
export interface QueueSignals extends Signals {
  /** How full each queue is. */
  readonly queueDepths: () => Promise<QueueDepths>;
  /** Lets go of the queues. Never rejects, and returns soon even where Redis is gone. */
  readonly close: () => Promise<void>;
}

const CLOSE_WITHIN_MS = 1_000;

/** Sends nothing before the first signal; whether Redis is there shows with it. */
export function createSignals({ connection, prefix = "{bot}", now, log }: SignalsOptions): QueueSignals {
  const trouble = createTroubleLog(log, now);
  const open = (name: QueueName) => openWorkQueue(name, connection, prefix, trouble);
  const queues = { discover: open("discover"), track: open("track"), plan: open("plan"), lane: open("lane") };

  return {
    track: (key) => orUnavailable("signal track", () => askForRun(queues.track, key)),
    plan: (key) => orUnavailable("signal plan", () => askForRun(queues.plan, key)),
    lane: (conversation, atMs) => {
      const subject = conversationKey(conversation);
      const nowMs = now();
      return orUnavailable("signal lane", () =>
        atMs === undefined || atMs <= nowMs
          ? askForRun(queues.lane, subject)
          : askForRunAt(queues.lane, subject, atMs, nowMs),
      );
    },
    discover: (shard) => orUnavailable("signal discover", () => askForRun(queues.discover, shardSubject(shard))),
    keepDiscovering: (shards, everyMs) =>
      orUnavailable("keep the rhythm of discovery", () =>
        keepSchedule(queues.discover, shards.map(shardSubject), everyMs, queueNow()),
      ),
    queueDepths: () =>
      orUnavailable("count the jobs", async () => {
        const nowMs = queueNow();
        const [discover, track, plan, lane] = await Promise.all([
          queueDepth(queues.discover, nowMs),
          queueDepth(queues.track, nowMs),
          queueDepth(queues.plan, nowMs),
          queueDepth(queues.lane, nowMs),
        ]);
        return { discover, track, plan, lane };
      }),
    close: async () => {
      const closing = Promise.allSettled(Object.values(queues).map((queue) => queue.close()));
      await withinDeadline(closing, CLOSE_WITHIN_MS);
    },
  };
}

async function orUnavailable<T>(what: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    // A wrong argument is the caller's, not Redis's.
    if (error instanceof RangeError) throw error;
    throw new QueueUnavailableError(what, error);
  }
}
