/** An app package cannot be made of these values. `problems` names every one of them. */
export class TeamsPackageError extends Error {
  override readonly name = "TeamsPackageError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The Teams app package cannot be made: ${problems.join("; ")}.`);
    this.problems = problems;
  }
}
