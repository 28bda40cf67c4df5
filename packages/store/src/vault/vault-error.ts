/** Why the vault refuses. */
export type VaultErrorKind =
  /** The list of keys is empty, or one of them is too weak. */
  | "bad-keys"
  /** None of the keys is the one a value was encrypted with. */
  | "key-lost"
  /** A stored value was changed by somebody else, or belongs to another name. */
  | "tampered";

/** A secret that cannot be kept or read: which one, and what to do. Never carries a key or a secret. */
export class VaultError extends Error {
  override readonly name = "VaultError";
  readonly kind: VaultErrorKind;

  constructor(kind: VaultErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
