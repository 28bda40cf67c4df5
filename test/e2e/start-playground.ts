import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { freePort } from "../acceptance/free-port.ts";

const main = fileURLToPath(new URL("../../apps/playground/src/main.ts", import.meta.url));
const START_LIMIT_MS = 120_000;

/** A playground that runs as people run it: its command, in a process of its own. */
export interface RunningPlayground {
  readonly url: string;
  readonly pid: number;
  /** What it has said in the terminal. */
  readonly said: () => string;
  /** Ctrl-C. Resolves to the exit code. Its data stays. */
  readonly stop: () => Promise<number | null>;
}

/** A directory for a playground's data. Whoever asks for it calls `remove` in the end. */
export function playgroundDirectory(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "playground-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 20 }) };
}

/** Starts the playground with this directory's data, and waits for the link. */
export async function startPlayground(directory: string, ...words: readonly string[]): Promise<RunningPlayground> {
  const port = await freePort();
  const child = spawn(process.execPath, [main, "--data", directory, "--port", `${port}`, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    // Nothing of the own environment that could configure it.
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" },
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (text += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = `http://127.0.0.1:${port}/`;
  await vi.waitFor(
    () => {
      if (child.exitCode !== null) throw new Error(`The playground ended: ${text}`);
      if (!text.includes(url)) throw new Error(`No link yet: ${text}`);
    },
    { timeout: START_LIMIT_MS, interval: 100 },
  );
  return {
    url,
    pid: child.pid ?? 0,
    said: () => text,
    stop() {
      child.kill("SIGINT");
      return ended;
    },
  };
}
