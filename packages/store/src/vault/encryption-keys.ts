import { createHash, scrypt } from "node:crypto";
import type { Secret } from "@perfecto-bot/domain";
import { VaultError } from "./vault-error.ts";

/** A key that texts are sealed with. The bytes are hidden from printing. */
export class EncryptionKey {
  /** Tells keys apart without telling the key. */
  readonly id: string;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.id = createHash("sha256").update("perfecto-bot key id\0").update(bytes).digest("base64url").slice(0, 11);
  }

  /** The 32 bytes; call it where they are used. */
  reveal(): Buffer {
    return this.#bytes;
  }
}

const MIN_PASSPHRASE = 16;
/** The salt is fixed: every replica must come to the same key, and there is no place to keep another. */
const SALT = "perfecto-bot vault v1";
/** As OWASP advises: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

/**
 * The keys in `ENCRYPTION_KEY`: one or several, separated by commas or line ends. The first encrypts, all decrypt.
 * Each is 32 bytes as hex or base64, or a passphrase of at least 16 characters, which is stretched with scrypt.
 *
 * @throws {VaultError} `bad-keys`
 */
export async function readEncryptionKeys(list: Secret): Promise<readonly [EncryptionKey, ...EncryptionKey[]]> {
  const texts = list
    .reveal()
    .split(/[,\r\n]+/)
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const weak = texts.findIndex((text) => plainBytes(text) === undefined && text.length < MIN_PASSPHRASE);
  if (weak >= 0)
    throw new VaultError(
      "bad-keys",
      `Key ${weak + 1} of ENCRYPTION_KEY is shorter than ${MIN_PASSPHRASE} characters: ${ADVICE}`,
    );
  const [first, ...rest] = await Promise.all(texts.map(async (text) => new EncryptionKey(await bytesOf(text))));
  if (first === undefined) throw new VaultError("bad-keys", `ENCRYPTION_KEY is empty: ${ADVICE}`);
  return [first, ...rest];
}

const ADVICE = "make one with `openssl rand -base64 32`.";

async function bytesOf(text: string): Promise<Buffer> {
  const plain = plainBytes(text);
  if (plain !== undefined) return plain;
  return new Promise((resolve, reject) => {
    scrypt(text.normalize("NFKC"), SALT, 32, COST, (error, bytes) => (error === null ? resolve(bytes) : reject(error)));
  });
}

function plainBytes(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, "base64") : undefined;
}
