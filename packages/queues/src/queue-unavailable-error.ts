/** Redis did not take a request. The cause says why; whether it arrived may be unknown, and asking again is always safe. */
export class QueueUnavailableError extends Error {
  override readonly name = "QueueUnavailableError";
  readonly kind = "queue-unavailable";

  /** @param what - What was asked for, as in "signal plan". */
  constructor(what: string, cause: unknown) {
    super(`could not ${what}: Redis did not take it. Ask again; if it goes on, check REDIS_URL and the Redis server.`, {
      cause,
    });
  }
}
