import { suggest } from "@perfecto-bot/domain";
import { ConfigError } from "../config/config-problem.ts";
import type { LabConfig } from "../config/config.ts";
import type { Environment } from "../config/environment.ts";
import { readLabs } from "../config/read-labs.ts";
import { Settings } from "../config/settings.ts";

/** The labs to be asked, or why there is none. */
export type ChosenLabs =
  | { readonly kind: "chosen"; readonly labs: readonly LabConfig[] }
  /** No configured lab is called so. */
  | { readonly kind: "unknown-lab"; readonly message: string };

/**
 * The labs of the environment, or the one that was asked for. Nothing but `PERFECTO_…` is looked at: whoever asks in a
 * terminal needs no chat and no Redis. @throws {ConfigError} with every problem at once.
 */
export function chooseLabs(environment: Environment, wanted: string | undefined): ChosenLabs {
  const settings = new Settings(environment);
  const labs = readLabs(settings);
  if (settings.problems.length > 0) throw new ConfigError(settings.problems);
  if (wanted === undefined) return { kind: "chosen", labs };
  const chosen = labs.filter(({ id }) => id.toLowerCase() === wanted.toLowerCase());
  if (chosen.length > 0) return { kind: "chosen", labs: chosen };
  const names = labs.map(({ id }) => id);
  const near = suggest(wanted, names);
  const hint = near === undefined ? `there is ${names.join(", ")}` : `did you mean ${near}?`;
  return { kind: "unknown-lab", message: `--lab ${JSON.stringify(wanted)}: no lab is called so; ${hint}` };
}
