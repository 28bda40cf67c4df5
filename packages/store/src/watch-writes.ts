import { storeErrorIn, type StoreErrorKind } from "@perfecto-bot/pipeline";
import type { Redis } from "ioredis";
import { DEFAULT_PREFIX } from "./store-options.ts";

/** Whether the store takes writes now; if not, why, for operators. */
export type StoreHealth =
  | { readonly kind: "writable" }
  | { readonly kind: "not-writable"; readonly because: StoreErrorKind | "unknown"; readonly message: string };

/** Knows whether Redis can be written to. */
export interface WriteWatch {
  /** Tries a write, unless one was tried within the last second or is being tried. Takes no longer than the connection does; never rejects. */
  readonly look: () => Promise<StoreHealth>;
  /** What was seen last; undefined before the first look. */
  readonly last: () => StoreHealth | undefined;
}

/** What watching writes needs. */
export interface WriteWatchOptions {
  /** A connection that fails soon. */
  readonly redis: Redis;
  readonly prefix?: string;
  /** Told when the trouble begins, when it becomes another one, and when it ends. */
  readonly onChange?: (health: StoreHealth) => void;
}

const GOOD_FOR_MS = 1_000;
const KEPT_MS = 60_000;

/**
 * Watches whether Redis takes writes, which an answered PING does not say. Writes one tiny key, `can-write`: the time of the
 * look; it lives a minute.
 */
export function watchWrites({ redis, prefix = DEFAULT_PREFIX, onChange }: WriteWatchOptions): WriteWatch {
  let seen: { readonly health: StoreHealth; readonly atMs: number } | undefined;
  let looking: Promise<StoreHealth> | undefined;

  async function look(): Promise<StoreHealth> {
    const health = await tryToWrite(redis, `${prefix}:can-write`);
    const before = seen?.health ?? { kind: "writable" };
    seen = { health, atMs: performance.now() };
    looking = undefined;
    if (newsOf(before) !== newsOf(health)) onChange?.(health);
    return health;
  }

  return {
    look: () => {
      if (looking !== undefined) return looking;
      if (seen !== undefined && redis.status === "ready" && performance.now() - seen.atMs < GOOD_FOR_MS)
        return Promise.resolve(seen.health);
      looking = look();
      return looking;
    },
    last: () => seen?.health,
  };
}

/** Tries whether Redis takes a write. Never rejects. */
export async function tryToWrite(redis: Redis, key: string): Promise<StoreHealth> {
  try {
    await redis.set(key, Date.now(), "PX", KEPT_MS);
    return { kind: "writable" };
  } catch (error) {
    const trouble = storeErrorIn(error);
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "not-writable", because: trouble?.kind ?? "unknown", message };
  }
}

/** What is said once. A Redis that does not answer is away soon after. */
function newsOf(health: StoreHealth): string {
  if (health.kind === "writable") return health.kind;
  return health.because === "unanswered" ? "away" : health.because;
}
