import { StoreError, type StoreErrorKind } from "@perfecto-bot/pipeline";

/** What a trouble with Redis is, and what an operator can do. Each is one sentence, without the server's address. */
export interface StoreTrouble {
  readonly what: string;
  readonly todo: string;
}

const TROUBLES: Readonly<Record<StoreErrorKind, StoreTrouble>> = {
  away: {
    what: "does not answer",
    todo: "Check that the server runs, that REDIS_URL leads to it, and that it can be reached from here.",
  },
  unanswered: {
    what: "did not answer in time",
    todo: "Check that the server runs and is not overloaded, and the network to it.",
  },
  late: {
    what: "answered too slowly",
    todo: "Check that the server is not overloaded, and the network to it.",
  },
  "read-only": {
    what: "takes no writes: it is a read-only replica",
    todo: "Let REDIS_URL lead to the primary; after a failover, check that the address follows it.",
  },
  full: {
    what: "takes no writes: its memory is full",
    todo: "Raise `maxmemory`, or free memory on that server; keep `maxmemory-policy noeviction`.",
  },
  "too-few-replicas": {
    what: "takes no writes: it has fewer replicas than `min-replicas-to-write` asks for",
    todo: "Mend the replicas or lower `min-replicas-to-write`; after a failover, check that REDIS_URL leads to the new primary.",
  },
  "disk-failed": {
    what: "takes no writes: it cannot save to its disk",
    todo: "Look into the server's log; most likely its disk is full.",
  },
  "not-serving": {
    what: "does not serve yet: it loads its data, or its cluster is being rearranged",
    todo: "Wait; if it stays so, look into the server's log.",
  },
  "access-denied": {
    what: "does not accept the user or the password, or the user may not run what the bot needs",
    todo: "Check user and password in REDIS_URL (special characters percent-encoded) and the server's ACL.",
  },
};

/** Explains a kind of trouble. */
export function explainStoreError(kind: StoreErrorKind): StoreTrouble {
  return TROUBLES[kind];
}

/** The error for a trouble with the Redis at an address, which must hold no password. `detail`: Redis' or the network's own words. */
export function storeError(kind: StoreErrorKind, address: string, detail: string, cause?: unknown): StoreError {
  const { what, todo } = TROUBLES[kind];
  return new StoreError(kind, `Redis at ${address} ${what} (${detail}). ${todo}`, { cause });
}
