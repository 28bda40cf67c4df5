import { randomBytes } from "node:crypto";
import { Secret } from "@perfecto-bot/domain";
import type {
  AnswerMemory,
  Clock,
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
} from "@perfecto-bot/store";
import type { Redis } from "ioredis";

/** Everything the service remembers, by one connection to Redis. */
export interface Stores {
  readonly redis: Redis;
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

/** Opens every store on one connection, which stays its owner's. `clock`: the time all replicas agree on. */
export function openStores(redis: Redis, keys: EncryptionKeys, clock: Clock): Stores {
  return {
    redis,
    pictures: createRedisPictureStore({ redis, clock }),
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

/**
 * The keys of the vault. Without a configured one it holds nothing beyond this process: only OAuth installations live in it,
 * and those need the key. @throws {VaultError} where a key cannot be used.
 */
export function vaultKeys(encryptionKey: Secret | undefined): Promise<EncryptionKeys> {
  return readEncryptionKeys(encryptionKey ?? new Secret(randomBytes(32).toString("base64")));
}

type EncryptionKeys = Awaited<ReturnType<typeof readEncryptionKeys>>;
