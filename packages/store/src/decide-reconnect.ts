import type { RedisErrorCode } from "./redis-error-kind.ts";

/**
 * What to do when Redis refuses a command. `reconnect`: make a new connection, which may lead elsewhere after a failover;
 * `resend`: and send the command there. Nothing that is refused with these codes was done, so that sending it again is safe.
 */
export type ReconnectDecision = "resend" | "reconnect" | "stay";

/** How long a forced reconnection is given before another: the server may be what it seems. */
const LEAST_BETWEEN_MS = 1_000;
/** Pauses between the reconnections of a connection that is patient, at first and at most. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Whether the same command may soon be done, here or where a new connection leads: for work, which can wait, and for people.
 * The old primary that lost its replicas to a failover says NOREPLICAS; so does one that is only short of them.
 */
const REMEDIES: Readonly<
  Partial<Record<RedisErrorCode, readonly [work: ReconnectDecision, people: ReconnectDecision]>>
> = {
  READONLY: ["resend", "resend"],
  UNBLOCKED: ["resend", "resend"],
  MASTERDOWN: ["resend", "resend"],
  LOADING: ["resend", "resend"],
  NOREPLICAS: ["resend", "reconnect"],
  OOM: ["resend", "stay"],
  MISCONF: ["resend", "stay"],
  MOVED: ["reconnect", "reconnect"],
  CLUSTERDOWN: ["reconnect", "reconnect"],
  TRYAGAIN: ["reconnect", "reconnect"],
};

const NONE = ["stay", "stay"] as const;

/**
 * Decides it. `sinceLastMs`: since the last forced reconnection. Work that `waits` sends its command again until it is done,
 * as it would in an outage; for people it is sent once more, then they hear of it.
 * @see https://github.com/redis/ioredis#reconnect-on-error
 */
export function decideReconnect(
  code: RedisErrorCode | undefined,
  sinceLastMs: number,
  waits: boolean,
): ReconnectDecision {
  const [work, people] = (code !== undefined && REMEDIES[code]) || NONE;
  if (waits && work === "resend") return "resend";
  const wanted = waits ? work : people;
  return sinceLastMs < LEAST_BETWEEN_MS ? "stay" : wanted;
}

/** How long to pause before the n-th reconnection in a row, in ms: a server may stay read-only for hours. */
export function refusedPauseMs(inARow: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(inARow - 1, 10));
}
