import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The repository's root: the service is started from there, as its own command does. */
export const repositoryRoot = fileURLToPath(new URL("../../../..", import.meta.url));

/**
 * Runs its arguments as a child, says its process id, and ends it when its own standard input closes: with SIGTERM, and
 * with SIGKILL where that does not help within ten seconds. The kernel closes that pipe however this process ends,
 * SIGKILL included, so the service never outlives it. The child's output goes to the file $SERVICE_LOG.
 */
const SUPERVISOR = `exec 3<&0
"$@" </dev/null 3<&- >>"$SERVICE_LOG" 2>&1 & child=$!
echo "$child"
(cat <&3; kill -TERM "$child"; sleep 10; kill -KILL "$child") >/dev/null 2>&1 & watcher=$!
wait "$child"; code=$?
kill "$watcher" 2>/dev/null
exit "$code"`;

/** Names of the own environment that every program needs; none of them configures the service. */
const INHERITED = ["PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL"];

/** What the service is started with. */
export interface ServiceOptions {
  /** Its whole configuration, by the ordinary names. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where its log goes on. */
  readonly logFile: string;
}

/** The real service, running as a child. */
export interface RunningService {
  /** Resolves with the exit code when it has ended, however it came about; 128 and the signal's number after a signal. */
  readonly ended: Promise<number | null>;
  /** SIGKILL to the service itself. */
  readonly kill: () => void;
  /** Asks it to end, and resolves when it has. */
  readonly stop: () => Promise<void>;
}

/** Starts the service as its own start command does, in a session of its own: Ctrl-C reaches this process alone, which ends it in order. */
export function startService({ environment, logFile }: ServiceOptions): RunningService {
  const kept = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const service = [process.execPath, "apps/bot/src/main.ts", "start"];
  const child = spawn("sh", ["-c", SUPERVISOR, "sh", ...service], {
    cwd: repositoryRoot,
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...Object.fromEntries(kept), ...environment, SERVICE_LOG: logFile },
  });
  child.stdin.on("error", () => undefined);
  let over = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
    child.once("error", () => resolve(null));
  });
  void ended.then(() => (over = true));
  const pid = Promise.race([
    once(createInterface({ input: child.stdout }), "line").then(([line]) => Number(line)),
    ended.then(() => undefined),
  ]);
  const kill = async (): Promise<void> => {
    const known = await pid;
    if (known !== undefined && !over) sendSigkill(known);
  };
  return {
    ended,
    kill: () => void kill(),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

function sendSigkill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile, which is what was wanted.
  }
}
