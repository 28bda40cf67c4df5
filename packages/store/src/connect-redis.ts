import { Redis } from "ioredis";

/** What a connection is for. */
export type ConnectionRole =
  /** Background work: a command waits through an outage of Redis, however long. */
  | "worker"
  /** Somebody waits for the answer: a command fails after one failed reconnection. */
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

/**
 * Opens a connection that heals itself. `socketTimeout` ends half-open connections; it is longer than the ten seconds a
 * blocking command of the queues may wait. The options are documented at https://github.com/redis/ioredis#readme.
 */
export function connectRedis({ url, role, onTrouble }: ConnectionOptions): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: role === "worker" ? null : 1,
    connectTimeout: 10_000,
    socketTimeout: 30_000,
    retryStrategy: (attempt) => Math.min(attempt * 50, 2_000),
  });
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
