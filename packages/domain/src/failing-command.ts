import type { FailureDetail } from "./build-picture.ts";
import type { Command } from "./command.ts";
import { strikeSecrets } from "./strike-secrets.ts";
import { trimMessage } from "./trim-message.ts";

const MAX_NAME = 200;
const MAX_SCREENSHOTS = 3;

/**
 * The command that explains a failed execution: the last FAILURE that has a message, else the last FAILURE.
 * Undefined where no command failed.
 */
export function failingCommand(commands: readonly Command[]): FailureDetail | undefined {
  const failed = commands.filter((command) => command.status === "FAILURE");
  const chosen = failed.findLast((command) => trimMessage(command.message) !== undefined) ?? failed.at(-1);
  if (!chosen) return undefined;
  const message = trimMessage(chosen.message);
  return {
    command: strikeSecrets(chosen.name).slice(0, MAX_NAME).toWellFormed(),
    ...(chosen.step === undefined ? {} : { step: chosen.step.slice(0, MAX_NAME).toWellFormed() }),
    ...(message === undefined ? {} : { message }),
    ...(chosen.startedAtMs === undefined ? {} : { startedAtMs: chosen.startedAtMs }),
    screenshots: chosen.screenshots.slice(-MAX_SCREENSHOTS),
  };
}
