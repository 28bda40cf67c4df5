import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "./find-program.ts";
import { runCommand } from "./run-command.ts";

/** How a package manager gets a program without asking anything. */
export interface InstallPlan {
  readonly manager: "apt-get" | "apk" | "dnf" | "brew";
  /** For `sh`. Does nothing when another process has just installed it. */
  readonly script: string;
}

/** A program that may be missing. */
export interface WantedProgram {
  /** In a sentence: "No … found". */
  readonly name: string;
  /** One install at a time has this name, on the whole machine. */
  readonly lock: string;
  /** In order of preference. */
  readonly plans: readonly InstallPlan[];
}

/** What came of an attempt to install; `refused` says what would be needed. */
export type InstallOutcome = { readonly kind: "installed" } | { readonly kind: "refused"; readonly detail: string };

/** The plan for the first package manager that a PATH has. */
export function choosePlan(plans: readonly InstallPlan[], path: string): InstallPlan | undefined {
  return plans.find(({ manager }) => findProgram([manager], path) !== undefined);
}

/** Installs a program where that needs no question: as root, or with password-less sudo. One process at a time does it. */
export async function installProgram(
  { name, lock, plans }: WantedProgram,
  path: string,
  log: (line: string) => void,
): Promise<InstallOutcome> {
  const plan = choosePlan(plans, path);
  const managers = plans.map(({ manager }) => manager).join(", ");
  if (plan === undefined) return { kind: "refused", detail: `no known package manager (${managers})` };
  const { manager, script } = plan;
  const prefix = manager === "brew" ? [] : await asRoot(path);
  if (prefix === undefined)
    return { kind: "refused", detail: `${manager} needs root, and sudo would ask for a password` };
  log(`No ${name} found: installing one with ${manager}.`);
  const command = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", ...oneAtATime(lock, path), "sh", "-c", script];
  const { code, output } = await runCommand(command[0] ?? "sh", command.slice(1), {
    env: { ...process.env, PATH: path },
    timeoutMs: 600_000,
  });
  if (code === 0) return { kind: "installed" };
  const ending = output.trim().split("\n").slice(-3).join(" / ");
  return { kind: "refused", detail: `${manager} ended with ${code ?? "a signal"}: ${ending}` };
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
function oneAtATime(lock: string, path: string): readonly string[] {
  const flock = findProgram(["flock"], path);
  return flock === undefined ? [] : [flock, join(tmpdir(), `perfecto-bot-install-${lock}.lock`)];
}
