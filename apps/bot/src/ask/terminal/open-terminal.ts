import type { Terminal } from "./terminal.ts";

/** Columns where nobody says how wide the terminal is. */
const DEFAULT_COLUMNS = 80;

/** A stream of this process, as far as a terminal needs it. */
interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): boolean;
  on(event: "error", listener: (error: Error) => void): unknown;
}

/** What a terminal is made of. */
export interface TerminalParts {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The terminal this process writes to. Colours only where somebody reads, unless NO_COLOR is set (https://no-color.org).
 * A reader that goes away, as `head` does, ends the writing and is no error.
 */
export function openTerminal({ stdout, stderr, environment }: TerminalParts): Terminal {
  const isDumb = environment["TERM"] === "dumb";
  const open = { stdout: true, stderr: true };
  stdout.on("error", closing("stdout"));
  stderr.on("error", closing("stderr"));

  function closing(name: keyof typeof open): (error: Error) => void {
    return (error) => {
      open[name] = false;
      if (!("code" in error) || error.code !== "EPIPE") throw error;
    };
  }

  return {
    columns: stdout.isTTY === true ? stdout.columns || DEFAULT_COLUMNS : DEFAULT_COLUMNS,
    isDecorated: stdout.isTTY === true && !environment["NO_COLOR"] && !isDumb,
    showsProgress: stderr.isTTY === true && !isDumb,
    write: (text) => {
      if (open.stdout) stdout.write(text);
    },
    complain: (text) => {
      if (open.stderr) stderr.write(text);
    },
  };
}
