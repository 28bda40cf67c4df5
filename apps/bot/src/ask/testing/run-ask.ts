import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));

/** What a finished `perfecto-bot ask` left behind. */
export interface AskRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `perfecto-bot ask` under way. */
export interface RunningAsk {
  readonly finished: Promise<AskRun>;
  /** Ctrl-C. */
  readonly interrupt: () => void;
  /** The reader of its answer goes away. */
  readonly closePipe: () => void;
}

/** Runs `perfecto-bot ask` as a process of its own, with nothing in its environment but what is given. */
export function startAsk(words: readonly string[], environment: Readonly<Record<string, string>>): RunningAsk {
  const child = spawn(process.execPath, [MAIN, "ask", ...words], {
    env: { PATH: process.env["PATH"] ?? "", TZ: "Europe/Berlin", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8");
    child[name].on("data", (text: string) => (said[name] += text));
  }
  return {
    finished: once(child, "close").then(([code]) => ({ exitCode: typeof code === "number" ? code : null, ...said })),
    interrupt: () => void child.kill("SIGINT"),
    closePipe: () => void child.stdout.destroy(),
  };
}
