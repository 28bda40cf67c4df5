import type { FailureDetail } from "./build-picture.ts";
import type { Command } from "./command.ts";
import { strikeSecrets } from "./strike-secrets.ts";
import { trimMessage } from "./trim-message.ts";

const MAX_NAME = 200;
/** Secrets are looked for in this much of a name, so that one that begins before the cut is struck whole. */
const MAX_READ = 4_000;
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
    command: named(chosen.name),
    ...(chosen.step === undefined ? {} : { step: named(chosen.step) }),
    ...(message === undefined ? {} : { message }),
    ...(chosen.startedAtMs === undefined ? {} : { startedAtMs: chosen.startedAtMs }),
    screenshots: chosen.screenshots.slice(-MAX_SCREENSHOTS),
  };
}

function named(text: string): string {
  return strikeSecrets(text.slice(0, MAX_READ)).slice(0, MAX_NAME).toWellFormed();
}
