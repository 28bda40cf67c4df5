/** Teams cannot be served with these settings. The message says what is wrong, `todo` what to do. */
export class TeamsStartError extends Error {
  override readonly name = "TeamsStartError";
  readonly todo: string;

  constructor(detail: string, todo: string) {
    super(`${detail}. ${todo}`);
    this.todo = todo;
  }
}
