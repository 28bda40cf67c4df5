/** Why there is no private Redis. */
export type PrivateRedisErrorKind =
  /** No server program, none could be installed, and no Docker. */
  | "not-installable"
  /** The server ended before it answered. */
  | "not-starting"
  /** Something holds the directory and does not answer. */
  | "directory-busy"
  /** `kill` or `restart` of a server that another process started. */
  | "not-owner";

/** A private Redis that could not be had: what failed, on what, and what to do. */
export class PrivateRedisError extends Error {
  override readonly name = "PrivateRedisError";
  readonly kind: PrivateRedisErrorKind;

  constructor(kind: PrivateRedisErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}
