import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../apps/bot/src/main.ts", import.meta.url));

/** The service as a process of its own. */
export interface ServiceProcess {
  readonly output: () => string;
  /** How it ended; undefined while it runs. */
  readonly ending: () => string | undefined;
  readonly signal: (signal: "SIGSTOP" | "SIGCONT") => void;
  /** Ends it with SIGKILL, in the middle of whatever it does. */
  readonly kill: () => Promise<void>;
  /** Ends it in order and resolves to its exit code. */
  readonly stop: () => Promise<number | null>;
  readonly exited: Promise<number | null>;
}

/** The script of a command of `perfecto-bot`. */
export function perfectoBot(command: "start" | "doctor"): readonly string[] {
  return [MAIN, command];
}

/** A script on a machine whose clock is an hour fast. */
export function clockAhead(script: readonly string[]): readonly string[] {
  return ["--import", new URL("clock-ahead.ts", import.meta.url).href, ...script];
}

/** Starts `perfecto-bot start`, or another script with its arguments, with nothing in its environment but what is given. */
export function startServiceProcess(
  environment: Readonly<Record<string, string>>,
  script: readonly string[] = perfectoBot("start"),
): ServiceProcess {
  const child: ChildProcess = spawn(process.execPath, script, {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (output += data.toString()));
  const exited = once(child, "exit").then(([code]) => (typeof code === "number" ? code : null));
  return {
    output: () => output,
    ending: () =>
      child.exitCode === null && child.signalCode === null
        ? undefined
        : `ended with ${child.exitCode === null ? child.signalCode : `exit code ${child.exitCode}`}`,
    exited,
    signal: (signal) => void child.kill(signal),
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
    stop: async () => {
      child.kill("SIGTERM");
      return exited;
    },
  };
}
