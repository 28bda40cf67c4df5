/** A snapshot that cannot be restored: taken by another version, of another shape, or at odds with itself. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";

  /** @param of what was taken, such as "the simulated Slack" */
  constructor(of: string, problem: string) {
    super(`The snapshot of ${of} cannot be restored: ${problem}. Start without it.`);
  }
}
