import { spawn } from "node:child_process";

/** What came of a command. `code` is undefined where it could not be run or a signal ended it. */
export interface CommandResult {
  readonly code: number | undefined;
  /** The end of standard output and error, at most 64 KB. */
  readonly output: string;
}

/** Runs a program to its end, without standard input. Never rejects. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { readonly argv0?: string; readonly env?: NodeJS.ProcessEnv; readonly timeoutMs?: number } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const { timeoutMs, ...rest } = options;
    const child = spawn(program, args, { ...rest, timeout: timeoutMs, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-65_536);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => resolve({ code: undefined, output: `${output}${error.message}` }));
    child.once("close", (code) => resolve({ code: code ?? undefined, output }));
  });
}
