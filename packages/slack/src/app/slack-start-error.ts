/** Slack's credentials do not work. The message says what failed, `todo` what to do. */
export class SlackStartError extends Error {
  override readonly name = "SlackStartError";
  readonly todo: string;

  constructor(detail: string, todo: string) {
    super(`${detail}. ${todo}`);
    this.todo = todo;
  }
}
