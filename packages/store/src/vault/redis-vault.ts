import type { Vault } from "@perfecto-bot/pipeline";
import { redisScript } from "../redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "../store-options.ts";
import type { EncryptionKey } from "./encryption-keys.ts";
import { openText, sealText } from "./sealed-text.ts";

/** KEYS: vault. ARGV: name, value that is expected, value to put in its place. */
const REPLACE = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1`;

/** What a vault is made of. `keys`: the first encrypts, all decrypt. */
export interface VaultOptions extends StoreOptions {
  readonly keys: readonly [EncryptionKey, ...EncryptionKey[]];
}

/**
 * Secrets in Redis, encrypted with AES-256-GCM. Reading a value that an older key encrypted encrypts it with the first key,
 * so that old keys can go once everything was read. `read` rejects with a `VaultError` where a value cannot be decrypted.
 *
 * Key `vault`: hash, name → sealed text, see {@link sealText}. No end: an installation stays until it is removed.
 */
export function createRedisVault({ redis, prefix = DEFAULT_PREFIX, keys }: VaultOptions): Vault {
  const replace = redisScript(redis, "botVaultReplace", REPLACE);
  const vault = `${prefix}:vault`;

  return {
    read: async (name) => {
      const sealed = await redis.hget(vault, name);
      if (sealed === null) return undefined;
      const { text, key } = openText(sealed, name, keys);
      if (key !== keys[0]) await replace([vault], [name, sealed, sealText(text, name, keys[0])]);
      return text;
    },
    write: async (name, text) => {
      await redis.hset(vault, name, sealText(text, name, keys[0]));
    },
    remove: async (name) => {
      await redis.hdel(vault, name);
    },
    names: async (prefixOfNames) => {
      const names = await redis.hkeys(vault);
      return names.filter((name) => name.startsWith(prefixOfNames)).toSorted();
    },
  };
}
