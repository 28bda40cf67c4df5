import type { SeenExecution } from "../build/stretches.ts";
import type { SplitBuild } from "../build/split-line.ts";
import type { ExecutionStatus } from "../execution.ts";
import { anExecution } from "./an-execution.ts";

const MINUTE_MS = 60_000;
const STATUS: Readonly<Record<string, ExecutionStatus>> = { P: "PASSED", F: "FAILED", B: "BLOCKED", U: "UNKNOWN" };

/** "a F 0-5, b P 7": test a failed from minute 0 to 5, b passed at minute 7, at once. Ids are "a@0", "b@7". */
export function ranAt(spelled: string): readonly SeenExecution[] {
  return spelled.split(", ").map((one) => {
    const [name = "", status = "", times = ""] = one.split(" ");
    const [start = 0, end = start] = times.split("-").map(Number);
    const execution = anExecution({
      id: `${name}@${start}`,
      name,
      status: STATUS[status] ?? "UNKNOWN",
      startedAtMs: start * MINUTE_MS,
      endedAtMs: end * MINUTE_MS,
    });
    return { execution, seenAtMs: 0 };
  });
}

/** "1+2: a@0 a@9": a build with its attempts and executions; after the first, its reason stands before. */
export function spelledBuild({ reason, attempts, executions }: SplitBuild): string {
  const numbers = attempts.map(({ number }) => number).join("+");
  const build = `${numbers}: ${executions.map(({ id }) => id).join(" ")}`.trim();
  return reason === undefined ? build : `${reason} ${build}`;
}
