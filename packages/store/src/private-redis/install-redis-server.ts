import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "./find-program.ts";
import { runCommand } from "./run-command.ts";

/** How a package manager gets a Redis server without asking anything. */
export interface InstallPlan {
  readonly manager: string;
  /** For `sh`. Does nothing when another process has just installed it. */
  readonly script: string;
  readonly needsRoot: boolean;
}

/**
 * `redis-tools` instead of `redis-server`: the same program without a service that would start on port 6379, now and at every boot.
 * A failing `update` (one dead source of many) does not stop the install. apt itself waits for its own lock.
 */
const APT = `command -v redis-check-rdb && exit 0
apt-get -q -o DPkg::Lock::Timeout=300 update
apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install redis-tools`;

/** The managers in order of preference. The packages of the others do not start a service when they are installed. */
const PLANS: readonly (InstallPlan & { readonly program: string })[] = [
  { program: "apt-get", manager: "apt-get", script: APT, needsRoot: true },
  {
    program: "apk",
    manager: "apk",
    script: "apk add --no-cache --wait 300 redis || apk add --no-cache --wait 300 valkey",
    needsRoot: true,
  },
  { program: "dnf", manager: "dnf", script: "dnf -y install valkey || dnf -y install redis", needsRoot: true },
  { program: "brew", manager: "brew", script: "brew install redis || brew install valkey", needsRoot: false },
];

/** The plan for the first package manager a PATH has. */
export function installPlan(path: string): InstallPlan | undefined {
  return PLANS.find(({ program }) => findProgram([program], path) !== undefined);
}

/** What came of an attempt to install; `refused` says what would be needed. */
export type InstallOutcome = { readonly kind: "installed" } | { readonly kind: "refused"; readonly detail: string };

/** Installs a Redis server where that needs no question: as root, or with password-less sudo. One process at a time does it. */
export async function installRedisServer(path: string, log: (line: string) => void): Promise<InstallOutcome> {
  const plan = installPlan(path);
  if (plan === undefined) return { kind: "refused", detail: "no known package manager (apt-get, apk, dnf, brew)" };
  const prefix = plan.needsRoot ? await asRoot(path) : [];
  if (prefix === undefined)
    return { kind: "refused", detail: `${plan.manager} needs root, and sudo would ask for a password` };
  log(`No redis-server or valkey-server found: installing one with ${plan.manager}.`);
  const command = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", ...oneAtATime(path), "sh", "-c", plan.script];
  const { code, output } = await runCommand(command[0] ?? "sh", command.slice(1), {
    env: { ...process.env, PATH: path },
    timeoutMs: 600_000,
  });
  if (code === 0) return { kind: "installed" };
  const ending = output.trim().split("\n").slice(-3).join(" / ");
  return { kind: "refused", detail: `${plan.manager} ended with ${code ?? "a signal"}: ${ending}` };
}

/** The words before a command that must run as root; undefined where that would need a password. */
async function asRoot(path: string): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram(["sudo"], path);
  if (sudo === undefined) return undefined;
  const { code } = await runCommand(sudo, ["-n", "true"], { timeoutMs: 10_000 });
  return code === 0 ? [sudo, "-n"] : undefined;
}

/** The kernel gives the lock back however its holder ends, so it is never stale. */
function oneAtATime(path: string): readonly string[] {
  const flock = findProgram(["flock"], path);
  return flock === undefined ? [] : [flock, join(tmpdir(), "perfecto-bot-install-redis.lock")];
}
