import type { Mistake } from "./mistake.ts";
import type { Reading } from "./verb.ts";

/** The reading of a command that has no mistakes. */
export function understood<Command>(command: Command): Reading<Command> {
  return { kind: "understood", command };
}

/** The reading of a text that has at least one mistake. */
export function mistaken(mistakes: readonly Mistake[]): Reading<never> {
  return { kind: "mistaken", mistakes };
}
