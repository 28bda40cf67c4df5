import { randomBytes } from "node:crypto";
import { Secret } from "@perfecto-bot/domain";
import type {
  AnswerMemory,
  HistoryStore,
  Ledger,
  Notebook,
  Once,
  PictureStore,
  PollMemory,
  RateBudgets,
  SubscriptionStore,
  Vault,
  WorkSchedule,
} from "@perfecto-bot/pipeline";
import {
  connectRedis,
  createSharedClock,
  createRedisAnswerMemory,
  createRedisHistoryStore,
  createRedisLedger,
  createRedisNotebook,
  createRedisOnce,
  createRedisPictureStore,
  createRedisPollMemory,
  createRedisRateBudgets,
  createRedisSubscriptionStore,
  createRedisVault,
  createRedisWorkSchedule,
  readEncryptionKeys,
  type SharedClock,
} from "@perfecto-bot/store";
import type { Redis } from "ioredis";
import type { Log } from "./log.ts";

/** Everything the service remembers, in one Redis. */
export interface Stores {
  readonly redis: Redis;
  /** The time all replicas agree on. */
  readonly clock: SharedClock;
  readonly pictures: PictureStore;
  readonly histories: HistoryStore;
  readonly subscriptions: SubscriptionStore;
  readonly answers: AnswerMemory;
  readonly ledger: Ledger;
  readonly memory: PollMemory;
  readonly budgets: RateBudgets;
  readonly once: Once;
  readonly vault: Vault;
  readonly schedule: WorkSchedule;
  readonly notebook: Notebook;
}

/**
 * Opens every store on one connection. Without an encryption key the vault holds nothing beyond this process: only OAuth
 * installations live in it, and those need the key. @throws {VaultError} where a key cannot be used.
 */
export async function openStores(url: string, encryptionKey: Secret | undefined, log: Log): Promise<Stores> {
  const keys = await readEncryptionKeys(encryptionKey ?? new Secret(randomBytes(32).toString("base64")));
  const redis = connectRedis({
    url,
    role: "worker",
    onTrouble: (error) => log.warn({ error: error.message }, "Redis does not answer; the service waits for it"),
  });
  const clock = createSharedClock({ redis });
  return {
    redis,
    clock,
    pictures: createRedisPictureStore({ redis, clock: clock.now }),
    histories: createRedisHistoryStore({ redis }),
    subscriptions: createRedisSubscriptionStore({ redis }),
    answers: createRedisAnswerMemory({ redis }),
    ledger: createRedisLedger({ redis }),
    memory: createRedisPollMemory({ redis }),
    budgets: createRedisRateBudgets({ redis }),
    once: createRedisOnce({ redis }),
    notebook: createRedisNotebook({ redis }),
    vault: createRedisVault({ redis, keys }),
    schedule: createRedisWorkSchedule({ redis }),
  };
}
