import { SetAsideError, type UnreadValue, type Vault } from "@perfecto-bot/pipeline";
import { redisScript } from "../redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "../store-options.ts";
import type { EncryptionKey } from "./encryption-keys.ts";
import { isNewerSeal, openText, sealText } from "./sealed-text.ts";

/** KEYS: vault. ARGV: name, value that is expected, value to put in its place. */
const REPLACE = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1`;

const IS_NEWER = `
local function is_newer(sealed)
  return sealed and (tonumber(string.match(sealed, '^v(%d+)%.')) or 0) > 1
end
`;

/** KEYS: vault. ARGV: name, value. Answers 0 where a newer seal is left alone. */
const WRITE = `${IS_NEWER}
if is_newer(redis.call('HGET', KEYS[1], ARGV[1])) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1`;

/** KEYS: vault. ARGV: name. Answers 0 where a newer seal is left alone. */
const REMOVE = `${IS_NEWER}
if is_newer(redis.call('HGET', KEYS[1], ARGV[1])) then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
return 1`;

/** What a vault is made of. `keys`: the first encrypts, all decrypt. */
export interface VaultOptions extends StoreOptions {
  readonly keys: readonly [EncryptionKey, ...EncryptionKey[]];
}

/**
 * Secrets in Redis, encrypted with AES-256-GCM. Reading a value that an older key encrypted encrypts it with the first key,
 * so that old keys can go once everything was read. `read` rejects with a `VaultError` where a value cannot be decrypted, and
 * with a `SetAsideError` where a newer version sealed it; so do `write` and `remove`.
 *
 * Key `vault`: hash, name → sealed text, see {@link sealText}. No end: an installation stays until it is removed.
 */
export function createRedisVault(options: VaultOptions): Vault {
  const { redis, prefix = DEFAULT_PREFIX, keys, onSetAside = () => undefined } = options;
  const replace = redisScript(redis, "botVaultReplace", REPLACE);
  const write = redisScript(redis, "botVaultWrite", WRITE);
  const remove = redisScript(redis, "botVaultRemove", REMOVE);
  const vault = `${prefix}:vault`;

  const setAside = (name: string): SetAsideError => {
    const value: UnreadValue = { what: "secret", why: "newer-version", key: `${vault} ${name}` };
    onSetAside(value);
    return new SetAsideError(value);
  };

  return {
    read: async (name) => {
      const sealed = await redis.hget(vault, name);
      if (sealed === null) return undefined;
      if (isNewerSeal(sealed)) throw setAside(name);
      const { text, key } = openText(sealed, name, keys);
      if (key !== keys[0]) await replace([vault], [name, sealed, sealText(text, name, keys[0])]);
      return text;
    },
    write: async (name, text) => {
      if ((await write([vault], [name, sealText(text, name, keys[0])])) !== 1) throw setAside(name);
    },
    remove: async (name) => {
      if ((await remove([vault], [name])) !== 1) throw setAside(name);
    },
    names: async (prefixOfNames) => {
      const names = await redis.hkeys(vault);
      return names.filter((name) => name.startsWith(prefixOfNames)).toSorted();
    },
  };
}
