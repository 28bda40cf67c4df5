import { Redis, type RedisOptions } from "ioredis";
import { decideReconnect, refusedPauseMs } from "./decide-reconnect.ts";
import { PromptRedis } from "./prompt-redis.ts";
import { redisErrorCode } from "./redis-error-kind.ts";

/** What a connection is for. */
export type ConnectionRole =
  /** Background work: a command waits through an outage of Redis, and while Redis takes no writes, however long. */
  | "worker"
  /** Somebody waits for the answer: a command fails within a second and a half, see {@link PromptRedis}. */
  | "answer";

/** A connection to be opened. */
export interface ConnectionOptions {
  /** `redis://` or `rediss://` with everything Redis needs to know. */
  readonly url: string;
  readonly role: ConnectionRole;
  /** Told of trouble with the connection: the first time, and again at most once a minute. Never told the address's password. */
  readonly onTrouble?: (error: Error) => void;
}

const QUIET_MS = 60_000;
/** An error in a row with the one before it. */
const IN_A_ROW_MS = 10_000;

/** Opens a connection that heals itself: after an outage, and after a failover that led it to a read-only replica. */
export function connectRedis({ url, role, onTrouble }: ConnectionOptions): Redis {
  const redis = role === "answer" ? new PromptRedis(url) : new Redis(url, patientOptions());
  let toldAt = Number.NEGATIVE_INFINITY;
  redis.on("ready", () => {
    toldAt = Number.NEGATIVE_INFINITY;
  });
  redis.on("error", (error: Error) => {
    if (performance.now() - toldAt < QUIET_MS) return;
    toldAt = performance.now();
    onTrouble?.(error);
  });
  return redis;
}

/**
 * Commands wait until Redis is back, because nobody but the work waits for them. `socketTimeout` ends half-open connections,
 * which would stop a worker for ever; it is longer than the ten seconds a blocking command of the queues may wait.
 * @see https://docs.bullmq.io/guide/going-to-production#maxretriesperrequest
 * @see https://github.com/redis/ioredis#connect-to-redis
 */
function patientOptions() {
  const refused = { inARow: 0, atMs: Number.NEGATIVE_INFINITY, isNews: false };
  return {
    maxRetriesPerRequest: null,
    connectTimeout: 10_000,
    socketTimeout: 15_000,
    reconnectOnError: (error: Error): false | 1 | 2 => {
      const nowMs = performance.now();
      const decision = decideReconnect(redisErrorCode(error), nowMs - refused.atMs, true);
      if (decision === "stay") return false;
      if (nowMs - refused.atMs > IN_A_ROW_MS) refused.inARow = 0;
      refused.atMs = nowMs;
      refused.isNews = true;
      return decision === "resend" ? 2 : 1;
    },
    retryStrategy: (attempt: number) => {
      if (!refused.isNews) return Math.min(attempt * 50, 2_000);
      refused.isNews = false;
      refused.inARow += 1;
      return refusedPauseMs(refused.inARow);
    },
  } satisfies RedisOptions;
}
