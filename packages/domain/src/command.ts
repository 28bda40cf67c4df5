/** One step of an execution. */
export interface Command {
  readonly name: string;
  readonly status: "SUCCESS" | "FAILURE" | "UNKNOWN";
  /** The logical step the command belongs to, where the lab groups them. */
  readonly step?: string;
  readonly message?: string;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  /** Links that may ask for a login; newest last. */
  readonly screenshots: readonly string[];
}
