import { InvalidArgumentError, type Command } from "commander";
import { DEFAULT_ROWS, type AskFlags } from "./ask-options.ts";
import { EXIT } from "./exit-code.ts";
import { helpText } from "./help-text.ts";
import { openTerminal } from "./terminal/open-terminal.ts";

/**
 * Adds `ask` to a command line. What begins with a minus and is no option belongs to the question: `-status:blocked`
 * excludes. What asking needs is loaded when something is asked.
 */
export function addAskCommand(program: Command): void {
  program
    .command("ask")
    .description("ask the lab a question; needs nothing but the PERFECTO_… names of the configuration")
    .argument("[question...]", "such as: failures last 24h by:platform")
    .allowUnknownOption()
    .option("--lab <id>", "only this one of several labs")
    .option("--csv", "as CSV, all rows")
    .option("--json", "as one JSON object, all rows")
    .option("--tz <zone>", "IANA time zone that times are read and told in (default: the system's)")
    .option("--limit <n>", `rows at most (default: ${DEFAULT_ROWS} in a table)`, readLimit)
    .option("--links", "a report link under each row of a table")
    .showHelpAfterError("`perfecto-bot ask --help` shows what can be asked.")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.answered : EXIT.mistaken))
    .addHelpText("after", () => `\nQuestions:\n${helpText()}`)
    .action(async (words: readonly string[], flags: AskFlags) => {
      const cancelling = new AbortController();
      const cancel = (): void => cancelling.abort();
      process.once("SIGINT", cancel);
      const { ask } = await import("./ask.ts");
      const terminal = openTerminal({ stdout: process.stdout, stderr: process.stderr, environment: process.env });
      const world = { environment: process.env, terminal, now: Date.now, signal: cancelling.signal };
      process.exitCode = await ask(words, flags, world);
      process.off("SIGINT", cancel);
    });
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (/^\d{1,9}$/.test(text) && limit >= 1) return limit;
  throw new InvalidArgumentError("give a whole number from 1.");
}
