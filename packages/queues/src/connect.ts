import { Redis } from "ioredis";

/**
 * A worker's blocking read waits at most 10 s for work, so silence of 15 s with a command pending means a dead connection.
 * Without a limit a half-open connection stops a worker for ever.
 * @see https://github.com/redis/ioredis#connect-to-redis
 */
export const SOCKET_TIMEOUT_MS = 15_000;

/**
 * The connection of those who ask for work. While Redis is down a command waits for one reconnection, then rejects:
 * a person or a web hook is waiting for the answer. A restart of Redis within that second is not noticed.
 * @see https://docs.bullmq.io/guide/going-to-production#maxretriesperrequest
 */
export function connectProducer(url: string): Redis {
  return new Redis(url, {
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(100 * times, 500),
    connectTimeout: 5_000,
    socketTimeout: 5_000,
  });
}

/**
 * The connection of those who do the work. Commands wait until Redis is back, because nobody but the work waits for them.
 * @see https://docs.bullmq.io/guide/going-to-production#maxretriesperrequest
 */
export function connectWorker(url: string, socketTimeoutMs: number): Redis {
  return new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(100 * times, 2_000),
    connectTimeout: 10_000,
    socketTimeout: socketTimeoutMs,
  });
}
