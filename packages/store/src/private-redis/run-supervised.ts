import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findProgram } from "../install-program/find-program.ts";

/**
 * Runs its arguments as a child and ends it when its own standard input closes. The kernel closes that pipe however the
 * parent ends, SIGKILL included, so the child never outlives it. The child's output goes to the file $LOG.
 */
const SUPERVISOR = `exec 3<&0
"$@" </dev/null 3<&- >>"$LOG" 2>&1 & child=$!
echo "$child"
(cat <&3; kill -TERM "$child") >/dev/null 2>&1 & watcher=$!
wait "$child"; code=$?
kill "$watcher" 2>/dev/null
exit "$code"`;

/** A running child of ours. */
export interface Supervised {
  readonly pid: number;
  /** Resolves when the child has ended. */
  readonly ended: Promise<void>;
  readonly hasEnded: () => boolean;
  /** Asks the child to end (SIGTERM), and makes it end after `patienceMs`. */
  readonly end: (patienceMs: number) => Promise<void>;
}

/**
 * Starts a command that lives at most as long as this process, holding the directory's lock meanwhile.
 * Undefined where another process holds the lock. The lock is the kernel's: it goes with the last process that has it.
 * A system without `flock` goes without the lock.
 */
export async function runSupervised(
  command: readonly string[],
  directory: string,
  path: string,
): Promise<Supervised | undefined> {
  mkdirSync(directory, { recursive: true });
  const flock = findProgram(["flock"], path);
  const lock = flock === undefined ? [] : [flock, "-n", join(directory, "redis.lock")];
  const [program = "sh", ...args] = [...lock, "sh", "-c", SUPERVISOR, "supervisor", ...command];
  const child = spawn(program, args, {
    // A session of its own: Ctrl-C in the terminal reaches the service, which stops Redis last.
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, PATH: path, LOG: join(directory, "redis.log") },
  });
  let over = false;
  const ended = new Promise<void>((resolve) => {
    const finish = (): void => {
      over = true;
      resolve();
    };
    child.once("exit", finish);
    child.once("error", finish);
  });
  child.stdin.on("error", () => undefined);
  const lines = createInterface({ input: child.stdout });
  // "close" comes after the last line, "exit" may come before it.
  const silent = new Promise<undefined>((resolve) => child.once("close", () => resolve(undefined)));
  const pid = await Promise.race([once(lines, "line").then(([line]) => Number(line)), silent]);
  if (pid === undefined) return undefined;
  lines.close();
  child.stdout.destroy();
  // A forgotten stop must not keep this process alive; the child follows it.
  child.unref();
  return {
    pid,
    ended,
    hasEnded: () => over,
    end: async (patienceMs) => {
      child.ref();
      child.stdin.end();
      const impatience = setTimeout(() => signal(pid, "SIGKILL"), patienceMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}

/** Sends a signal; a process that is gone already is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile, which is what was wanted.
  }
}
