/** Something in the configuration that must be changed before the service can start. */
export interface ConfigProblem {
  /** The environment names it is about. */
  readonly names: readonly string[];
  /** What is wrong and what to do. Never holds a secret's value. */
  readonly message: string;
}

/** The configuration cannot be used; all problems together. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ names, message }) => `  ${names.join(", ")}: ${message}`);
    super(
      `The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${lines.join("\n")}`,
    );
    this.problems = problems;
  }
}
