/** Why there is no simulated world. */
export type WorldErrorKind =
  /** Another demo uses the same data. */
  | "already-running"
  /** The page's port is used by another program. */
  | "port-taken"
  /** The service ended and did not come back, or never connected. */
  | "service-failed";

/** A world that could not be started or went on no longer: what failed, and what to do. */
export class WorldError extends Error {
  override readonly name = "WorldError";
  readonly kind: WorldErrorKind;

  constructor(kind: WorldErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
