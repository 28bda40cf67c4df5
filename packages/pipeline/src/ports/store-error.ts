/** Why the store did not do what it was asked. All but `unanswered` say for sure that nothing was done. */
export type StoreErrorKind =
  /** There is no connection; the command was not sent. */
  | "away"
  /** The command was sent, and no answer came in time: it may have been done. */
  | "unanswered"
  /** The caller had waited too long before it came to changing anything; the change was not begun. */
  | "late"
  /** A read-only copy, as after a failover. */
  | "read-only"
  /** Its memory is full. */
  | "full"
  /** Fewer replicas are connected than it was told to insist on. */
  | "too-few-replicas"
  /** It cannot save to its disk, and was told to refuse writes then. */
  | "disk-failed"
  /** It starts, or its cluster is being rearranged. */
  | "not-serving"
  /** It does not accept the password or the user. A person must change something. */
  | "access-denied";

/** The store could not do something. What failed, on what, and what to do, for operators; never holds a password. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
  }
}

/** The trouble with the store that an error is, or comes from. */
export function storeErrorIn(error: unknown): StoreError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof StoreError) return at;
  return undefined;
}
