import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { EncryptionKey } from "./encryption-keys.ts";
import { VaultError } from "./vault-error.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `v1.<key id>.<nonce>.<ciphertext and tag>`, the parts in base64url. The name is authenticated with it: a value cannot be moved to another name. */
export function sealText(text: string, name: string, key: EncryptionKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.reveal(), nonce);
  cipher.setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return ["v1", key.id, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** Whether a stored text is a seal of a newer form. */
export function isNewerSeal(sealed: string): boolean {
  return Number(/^v(\d+)\./.exec(sealed)?.[1] ?? 0) > 1;
}

/** What was sealed, and with which key. @throws {VaultError} `key-lost` or `tampered` */
export function openText(
  sealed: string,
  name: string,
  keys: readonly EncryptionKey[],
): { readonly text: string; readonly key: EncryptionKey } {
  const [version, id, nonce, body, ...rest] = sealed.split(".");
  if (version !== "v1" || nonce === undefined || body === undefined || rest.length > 0) throw tampered(name);
  const key = keys.find((candidate) => candidate.id === id);
  if (key === undefined)
    throw new VaultError(
      "key-lost",
      `The secret ${name} was encrypted with a key that is not in ENCRYPTION_KEY: add that key to the end of the list, or install the app again.`,
    );
  const bytes = Buffer.from(body, "base64url");
  const iv = Buffer.from(nonce, "base64url");
  if (iv.length !== NONCE_BYTES || bytes.length < TAG_BYTES) throw tampered(name);
  try {
    const decipher = createDecipheriv(CIPHER, key.reveal(), iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    return { text: text.toString("utf8"), key };
  } catch {
    throw tampered(name);
  }
}

function tampered(name: string): VaultError {
  return new VaultError(
    "tampered",
    `The stored secret ${name} is not what was written: remove it, and install the app again.`,
  );
}
