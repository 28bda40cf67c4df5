import { Worker } from "bullmq";
import { parseConversationKey } from "@perfecto-bot/domain";
import type { Clock, Workers } from "@perfecto-bot/pipeline";
import { connectWorker, SOCKET_TIMEOUT_MS } from "./connect.ts";
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
  readonly url: string;
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
  readonly socketTimeoutMs?: number;
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
const WATCHDOG = { everyMs: 10_000, wedgedAfterMs: 60_000 };

/** Starts to work. Redis may be away, now or later: the work goes on when it is back. */
export function startWorkers(options: WorkersOptions): RunningWorkers {
  const { url, prefix = "{bot}", roles, now, log, concurrency = {}, onDrained } = options;
  const trouble = createTroubleLog(log, now);
  const connection = connectWorker(url, options.socketTimeoutMs ?? SOCKET_TIMEOUT_MS);
  trouble.watch(connection, "workers");
  const runs = runsOf(options.workers);

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
  const onWedged = (wedge: Wedge): void => {
    log.error({ ...wedge }, "a worker is wedged: it runs and has room, but takes no work");
    options.onWedged?.(wedge);
  };
  const watchdog = startWatchdog(started, { ...(options.watchdog ?? WATCHDOG), now: queueNow, trouble, onWedged });

  const close = async (deadlineMs: number): Promise<"finished" | "left"> => {
    watchdog.stop();
    // Closing waits for Redis, for ever if need be. https://github.com/taskforcesh/bullmq/issues/4656
    const closing = Promise.allSettled(started.map(({ worker }) => worker.close()));
    const inTime = await withinDeadline(closing, deadlineMs);
    for (const { worker } of started)
      void worker
        .getBackend()
        .disconnectBlocking(false)
        .catch(() => undefined);
    connection.disconnect();
    return inTime ? "finished" : "left";
  };
  let closed: Promise<"finished" | "left"> | undefined;

  return {
    inHand: () => started.reduce((sum, { inHand }) => sum + inHand(), 0),
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
