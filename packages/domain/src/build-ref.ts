import type { Execution } from "./execution.ts";

/** One run of a CI job: lab + job name + branch + job number. */
export interface JobBuildRef {
  readonly kind: "job";
  readonly lab: string;
  readonly job: string;
  readonly branch?: string;
  readonly number: number;
}

/** Executions without a job number belong together by their driver session. `job` may still be known. */
export interface SessionBuildRef {
  readonly kind: "session";
  readonly lab: string;
  readonly job?: string;
  readonly branch?: string;
  readonly externalId: string;
}

/** Which build an execution belongs to. */
export type BuildRef = JobBuildRef | SessionBuildRef;

/** A build's identity as text: stable, unique, readable, free of colons and braces. */
export type BuildKey = string;

/** The build an execution belongs to. An execution without job number and session is a build of its own. */
export function buildOf(execution: Execution): BuildRef {
  const { lab, job } = execution;
  const branch = job?.branch === undefined ? {} : { branch: job.branch };
  if (job?.number !== undefined) return { kind: "job", lab, job: job.name, number: job.number, ...branch };
  const externalId = execution.externalId ?? `execution ${execution.id}`;
  return { kind: "session", lab, externalId, ...(job ? { job: job.name } : {}), ...branch };
}

/** The key of a build; two refs have the same key exactly when they mean the same build. */
export function buildKey(ref: BuildRef): BuildKey {
  const parts =
    ref.kind === "job"
      ? ["j", ref.lab, ref.job, ref.branch ?? "", String(ref.number)]
      : ["s", ref.lab, ref.job ?? "", ref.branch ?? "", ref.externalId];
  return parts.map((part) => encodeURIComponent(part.toWellFormed())).join("/");
}

/** The build a key was made from, or undefined where the text is no such key. */
export function parseBuildKey(key: BuildKey): BuildRef | undefined {
  const parts = key.split("/");
  const [kind, lab, job, branch, last] = parts.map(decode);
  if (parts.length !== 5 || !lab || job === undefined || branch === undefined || !last) return undefined;
  const onBranch = branch === "" ? {} : { branch };
  if (kind === "j") {
    const number = Number(last);
    return Number.isSafeInteger(number) && String(number) === last
      ? { kind: "job", lab, job, number, ...onBranch }
      : undefined;
  }
  if (kind !== "s") return undefined;
  return { kind: "session", lab, externalId: last, ...(job === "" ? {} : { job }), ...onBranch };
}

/** How people name a build: "Nightly Regression #45", "Nightly Regression #45 (main)", "session of Nightly". */
export function buildLabel(ref: BuildRef): string {
  const branch = ref.branch === undefined ? "" : ` (${ref.branch})`;
  if (ref.kind === "job") return `${ref.job} #${ref.number}${branch}`;
  return `${ref.job ?? "Single session"}${branch}`;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
