import type { Execution, ExecutionStatus, JobRun } from "@perfecto-bot/domain";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";

/** A minute in ms. */
export const MINUTE = 60_000;
/** What most tests of polling run: the next build of a job. */
export const JOB: JobRun = { name: "Nightly", number: 45 };

const STATUS: Readonly<Record<string, ExecutionStatus>> = { P: "PASSED", F: "FAILED", B: "BLOCKED", U: "UNKNOWN" };

/** So many minutes after nine, epoch ms. */
export function at(minute: number): number {
  return NINE + minute * MINUTE;
}

/** "a F 0-5, b P 7, c U 8": test a failed from minute 0 to 5, b passed within minute 7, c still runs. Ids are "a@0", "b@7", "c@8". */
export function ran(spelled: string, job: JobRun = JOB): readonly Execution[] {
  if (spelled === "") return [];
  return spelled.split(", ").map((one): Execution => {
    const [name = "", letter = "", times = ""] = one.split(" ");
    const [, first, last = first] = /^(-?\d+)(?:-(-?\d+))?$/.exec(times) ?? [];
    const [start, end] = [Number(first), Number(last)];
    const status = STATUS[letter] ?? "UNKNOWN";
    const { endedAtMs: _, ...execution } = anExecution({
      id: `${name}@${start}`,
      name,
      status,
      job,
      startedAtMs: at(start),
    });
    return status === "UNKNOWN" ? execution : { ...execution, endedAtMs: at(end) };
  });
}
