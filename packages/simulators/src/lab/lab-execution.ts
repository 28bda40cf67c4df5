import type { WireCommand, WireStep } from "./wire-commands.ts";
import type { WireExecution } from "./wire-execution.ts";

/** An execution inside the simulated lab: what the wire will carry, and when. */
export interface LabExecution {
  readonly resource: WireExecution;
  /** When its driver closed and the API starts to show it (ms since 1970). Left out: it shows at once. */
  readonly visibleAtMs?: number;
  /** When its videos and artifacts are ready (ms since 1970). Left out: as soon as it shows. */
  readonly settlesAtMs?: number;
  /** Its commands without steps; v3 serves them inside one step named "Test step". */
  readonly commands?: readonly WireCommand[];
  /** Its commands by step, or a function that makes them when asked. Wins over `commands`. */
  readonly steps?: readonly WireStep[] | (() => readonly WireStep[]);
}

/** The commands of an execution grouped into steps, in order; empty when it has none. */
export function stepsOf(execution: LabExecution): readonly WireStep[] {
  if (typeof execution.steps === "function") return execution.steps();
  if (execution.steps) return execution.steps;
  if (!execution.commands?.length) return [];
  return [{ name: "Test step", commands: execution.commands }];
}

/** Whether the API shows the execution at `nowMs`. */
export function isVisible(execution: LabExecution, nowMs: number): boolean {
  return (execution.visibleAtMs ?? Number.NEGATIVE_INFINITY) <= nowMs;
}

/** Whether its videos and artifacts are ready at `nowMs`. */
export function isSettled(execution: LabExecution, nowMs: number): boolean {
  return (execution.settlesAtMs ?? Number.NEGATIVE_INFINITY) <= nowMs;
}
