import type { Execution } from "../execution.ts";
import { branchName } from "./branch-name.ts";

/** Executions that may be of one build: all that name the same lab, job, branch and number, or one driver session of no job. */
export type BuildLine = JobLine | SessionLine;

/** What names a job: with the same number, or all without one. */
export interface JobLine {
  readonly kind: "job";
  readonly lab: string;
  readonly job: string;
  readonly branch?: string;
  readonly number?: number;
}

/** What names no job. */
export interface SessionLine {
  readonly kind: "session";
  readonly lab: string;
  readonly externalId: string;
}

/** The line of an execution. One without job and session is alone. */
export function lineOf(execution: Pick<Execution, "lab" | "id" | "job" | "externalId">): BuildLine {
  const { lab, job } = execution;
  if (job === undefined)
    return { kind: "session", lab, externalId: execution.externalId ?? `execution ${execution.id}` };
  const { name, number, branch } = job;
  return {
    kind: "job",
    lab,
    job: name,
    ...(branch === undefined ? {} : { branch: branchName(branch) }),
    ...(number === undefined ? {} : { number }),
  };
}

/** A line as text: equal exactly for the same line. */
export function lineKey(line: BuildLine): string {
  return line.kind === "job"
    ? JSON.stringify([line.lab, line.job, line.branch ?? null, line.number ?? null])
    : JSON.stringify([line.lab, line.externalId]);
}

/** Executions by line, in order of first appearance. */
export function groupByLine(
  executions: readonly Execution[],
): readonly { readonly line: BuildLine; readonly executions: readonly Execution[] }[] {
  return [...Map.groupBy(executions, (execution) => lineKey(lineOf(execution))).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ line: lineOf(first), executions: group }];
  });
}
