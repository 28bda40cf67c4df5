import { Worker } from "bullmq";
import type { Redis } from "ioredis";
import { parseConversationKey } from "@perfecto-bot/domain";
import type { Clock, Workers } from "@perfecto-bot/pipeline";
import { processJob, type Run } from "./process-job.ts";
import type { QueueLog } from "./queue-log.ts";
import type { QueueName } from "./queue-name.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { parseShardSubject } from "./shard-subject.ts";
import { startWatchdog, type Wedge, type Watched } from "./start-watchdog.ts";
import { createTroubleLog } from "./trouble-log.ts";
import { withinDeadline } from "./within-deadline.ts";
import { openWorkQueue, queueNow, type JobData } from "./work-queue.ts";

/** Which work this process does. `poll`: discover, track and plan; `deliver`: lane. */
export interface WorkerRoles {
  readonly poll: boolean;
  readonly deliver: boolean;
}

/** What workers need. */
export interface WorkersOptions {
  /** A connection that waits, however long. Stays its owner's; workers make copies of it for what blocks. */
  readonly connection: Redis;
  /** The prefix the signals have. */
  readonly prefix?: string;
  readonly roles: WorkerRoles;
  readonly workers: Workers;
  readonly now: Clock;
  readonly log: QueueLog;
  /** Jobs at a time, by queue. */
  readonly concurrency?: Partial<Readonly<Record<QueueName, number>>>;
  /** How long a job of a process that died stays taken. A process frozen for longer finds its job done by another. */
  readonly lockDurationMs?: number;
  /** How often jobs of dead processes are looked for. */
  readonly stalledEveryMs?: number;
  readonly watchdog?: { readonly everyMs: number; readonly wedgedAfterMs: number };
  /** A worker leaves its work lying for no reason that can be seen: end the process and let it be started anew. */
  readonly onWedged?: (wedge: Wedge) => void;
  /** A queue has nothing waiting any more. */
  readonly onDrained?: (queue: QueueName) => void;
}

/** Workers at work. */
export interface RunningWorkers {
  /** The jobs this process has in hand. */
  readonly inHand: () => number;
  /**
   * Takes no more work and lets what is in hand finish. Returns by the deadline whatever happens, never rejects; a second call waits for the first.
   * `left`: the deadline came first; the work will be done again elsewhere once its locks run out. End the process.
   */
  readonly close: (deadlineMs: number) => Promise<"finished" | "left">;
}

const CONCURRENCY: Readonly<Record<QueueName, number>> = { discover: 8, track: 32, plan: 16, lane: 32 };
/** BullMQ's own default is 15 s, in which nothing is done after Redis is back. */
const RETRY_AFTER_MS = 1_000;
/** Once nothing is in hand, closing needs a few answers of Redis; where it is gone they never come. */
const CLOSE_IDLE_WITHIN_MS = 1_000;
const WATCHDOG_KEY_MS = 60_000;
const WATCHDOG = { everyMs: 10_000, wedgedAfterMs: 60_000 };

/** Starts to work. Redis may be away, now or later: the work goes on when it is back. */
export function startWorkers(options: WorkersOptions): RunningWorkers {
  const { connection, prefix = "{bot}", roles, now, log, concurrency = {}, onDrained } = options;
  const trouble = createTroubleLog(log, now);
  const runs = runsOf(options.workers);
  let onIdle: (() => void) | undefined;

  const start = (name: QueueName): Watched => {
    const queue = openWorkQueue(name, connection, prefix, trouble);
    const process = processJob(queue, runs[name], trouble);
    let taken = 0;
    let inHand = 0;
    const worker = new Worker<JobData, void>(
      name,
      async (job) => {
        taken += 1;
        inHand += 1;
        try {
          await process(job);
        } finally {
          inHand -= 1;
          if (allInHand() === 0) onIdle?.();
        }
      },
      {
        connection,
        prefix,
        concurrency: concurrency[name] ?? CONCURRENCY[name],
        lockDuration: options.lockDurationMs ?? 10_000,
        stalledInterval: options.stalledEveryMs ?? 3_000,
        // Each crash of a process counts against the jobs it had in hand, and the count is never reset.
        // https://github.com/taskforcesh/bullmq/issues/651
        maxStalledCount: 1e6,
        drainDelay: 5,
        runRetryDelay: RETRY_AFTER_MS,
        settings: { backoffStrategy: (failures) => retryDelayMs(failures, Math.random()) },
      },
    );
    worker.on("error", (error) => trouble.reportEmitted(`worker ${name}`, error));
    worker.on("stalled", (id) => log.warn({ queue: name, id }, "a process left this job behind; it is done again"));
    if (onDrained) worker.on("drained", () => onDrained(name));
    return { name, queue, worker, taken: () => taken, inHand: () => inHand };
  };

  const poll: readonly QueueName[] = roles.poll ? ["discover", "track", "plan"] : [];
  const deliver: readonly QueueName[] = roles.deliver ? ["lane"] : [];
  const started = [...poll, ...deliver].map(start);

  function allInHand(): number {
    return started.reduce((sum, { inHand }) => sum + inHand(), 0);
  }

  const onWedged = (wedge: Wedge): void => {
    log.error({ ...wedge }, "a worker is wedged: it runs and has room, but takes no work");
    options.onWedged?.(wedge);
  };
  const watchdog = startWatchdog(started, {
    ...(options.watchdog ?? WATCHDOG),
    now: queueNow,
    trouble,
    onWedged,
    write: () => connection.set(`${prefix}:watchdog`, queueNow(), "PX", WATCHDOG_KEY_MS),
  });

  const close = async (deadlineMs: number): Promise<"finished" | "left"> => {
    watchdog.stop();
    // Closing waits for Redis, for ever if need be. https://github.com/taskforcesh/bullmq/issues/4656
    const closing = Promise.allSettled(started.map(({ worker }) => worker.close()));
    const idle = new Promise<void>((resolve) => {
      onIdle = resolve;
      if (allInHand() === 0) resolve();
    });
    const idleForLong = idle.then(() => withinDeadline(closing, CLOSE_IDLE_WITHIN_MS));
    await withinDeadline(Promise.race([closing, idleForLong]), deadlineMs);
    for (const { worker } of started)
      void worker
        .getBackend()
        .disconnectBlocking(false)
        .catch(() => undefined);
    return allInHand() === 0 ? "finished" : "left";
  };
  let closed: Promise<"finished" | "left"> | undefined;

  return {
    inHand: allInHand,
    close: (deadlineMs) => (closed ??= close(deadlineMs)),
  };
}

function runsOf(workers: Workers): Readonly<Record<QueueName, Run>> {
  return {
    discover: (subject) => workers.discover(parseShardSubject(subject)),
    track: (subject) => workers.track(subject),
    plan: (subject) => workers.plan(subject),
    lane: (subject) => workers.lane(parseConversationKey(subject)),
  };
}
