import type { StoreErrorKind } from "@perfecto-bot/pipeline";

/** The codes of Redis that tell of trouble with the server, not with the command. */
export type RedisErrorCode =
  | "READONLY"
  | "OOM"
  | "NOREPLICAS"
  | "MISCONF"
  | "LOADING"
  | "MASTERDOWN"
  | "UNBLOCKED"
  | "MOVED"
  | "CLUSTERDOWN"
  | "TRYAGAIN"
  | "NOAUTH"
  | "WRONGPASS"
  | "NOPERM";

/**
 * What each code means here. @see https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors and, for the
 * codes, https://github.com/redis/redis/blob/7.2.0/src/server.c (createSharedObjects)
 */
const KINDS: Readonly<Record<RedisErrorCode, StoreErrorKind>> = {
  READONLY: "read-only",
  OOM: "full",
  NOREPLICAS: "too-few-replicas",
  MISCONF: "disk-failed",
  LOADING: "not-serving",
  MASTERDOWN: "not-serving",
  // What a command that blocks is told when its server becomes a replica.
  UNBLOCKED: "read-only",
  MOVED: "not-serving",
  CLUSTERDOWN: "not-serving",
  TRYAGAIN: "not-serving",
  NOAUTH: "access-denied",
  WRONGPASS: "access-denied",
  NOPERM: "access-denied",
};

/** An error reply begins with its code; before Redis 7, a script's error had it behind where the script failed. */
const CODE = new RegExp(`^(?:ERR Error running script.*: -)?(${Object.keys(KINDS).join("|")})(?: |$)`, "su");

/** The code with which Redis refused a command, where it tells of trouble with the server. */
export function redisErrorCode(error: unknown): RedisErrorCode | undefined {
  const code = error instanceof Error ? CODE.exec(error.message)?.[1] : undefined;
  return code !== undefined && isCode(code) ? code : undefined;
}

/** What a code says about the store. */
export function kindOfCode(code: RedisErrorCode): StoreErrorKind {
  return KINDS[code];
}

function isCode(text: string): text is RedisErrorCode {
  return Object.hasOwn(KINDS, text);
}
