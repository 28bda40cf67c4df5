import { randomBytes } from "node:crypto";
import { Secret } from "@perfecto-bot/domain";
import type {
  AnswerMemory,
  Clock,
  HistoryStore,
  Ledger,
  Notebook,
  OnSetAside,
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

/**
 * Opens every store on one connection, which stays its owner's. `clock`: the time all replicas agree on; `onSetAside` is told
 * of stored values that this version cannot read.
 */
export function openStores(
  redis: Redis,
  keys: EncryptionKeys,
  clock: Clock,
  onSetAside: OnSetAside = () => undefined,
): Stores {
  const options = { redis, onSetAside };
  return {
    redis,
    pictures: createRedisPictureStore({ ...options, clock }),
    histories: createRedisHistoryStore(options),
    subscriptions: createRedisSubscriptionStore(options),
    answers: createRedisAnswerMemory(options),
    ledger: createRedisLedger(options),
    memory: createRedisPollMemory(options),
    budgets: createRedisRateBudgets({ redis }),
    once: createRedisOnce({ redis }),
    notebook: createRedisNotebook({ redis }),
    vault: createRedisVault({ ...options, keys }),
    schedule: createRedisWorkSchedule(options),
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
