import type { OnSetAside } from "@perfecto-bot/pipeline";
import type { Redis } from "ioredis";

/** What every store is made of. */
export interface StoreOptions {
  readonly redis: Redis;
  /**
   * Begins every key. The braces make it a hash tag: all keys are in one slot, so that one script may touch several of them
   * in Redis Cluster too. Default: `{bot}`.
   * @see https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags
   */
  readonly prefix?: string;
  /** Told of stored values that this version cannot read, each time one is met. */
  readonly onSetAside?: OnSetAside;
}

/** The prefix of a deployment that names none. */
export const DEFAULT_PREFIX = "{bot}";
