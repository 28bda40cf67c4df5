import type { Execution } from "./execution.ts";

/**
 * A run of a CI job that has a number. Numbers may repeat, so its start belongs to its identity; the first build of a number
 * goes by the number alone.
 */
export interface JobBuildRef {
  readonly kind: "job";
  readonly lab: string;
  readonly job: string;
  readonly branch?: string;
  readonly number: number;
  /** When it was first seen to have started, epoch ms. Older pictures have none. */
  readonly startedAtMs?: number;
  /** An earlier build of the job and branch had the same number: only their times tell them apart. */
  readonly repeated?: true;
  /** Builds of the job were forgotten, one of this number maybe among them: its start belongs to its key. */
  readonly dated?: true;
}

/** A run of a CI job that has no number: what ran together. */
export interface RunBuildRef {
  readonly kind: "run";
  readonly lab: string;
  readonly job: string;
  readonly branch?: string;
  /** When it was first seen to have started, epoch ms. */
  readonly startedAtMs: number;
}

/** Executions of no job belong together by their driver session. Older pictures may name a job. */
export interface SessionBuildRef {
  readonly kind: "session";
  readonly lab: string;
  readonly job?: string;
  readonly branch?: string;
  readonly externalId: string;
}

/** Which build something belongs to. */
export type BuildRef = JobBuildRef | RunBuildRef | SessionBuildRef;

/** A build's identity as text: stable, unique, readable, free of colons and braces. */
export type BuildKey = string;

/**
 * What an execution alone tells of its build, to name it by. Which build it really belongs to only `splitLine` knows, which
 * looks at all of them.
 */
export function buildToldBy(execution: Pick<Execution, "lab" | "id" | "job" | "externalId" | "startedAtMs">): BuildRef {
  const { lab, job } = execution;
  if (job === undefined)
    return { kind: "session", lab, externalId: execution.externalId ?? `execution ${execution.id}` };
  const named = { lab, job: job.name, ...(job.branch === undefined ? {} : { branch: job.branch }) };
  if (job.number !== undefined) return { kind: "job", ...named, number: job.number };
  return { kind: "run", ...named, startedAtMs: execution.startedAtMs ?? 0 };
}

/** The key of a build; two refs have the same key exactly when they mean the same build. */
export function buildKey(ref: BuildRef): BuildKey {
  return [KINDS[ref.kind], ref.lab, ref.job ?? "", ref.branch ?? "", lastPart(ref)]
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join("/");
}

/** Behind a start: the number alone names an earlier build. */
const REPEATED = "~2";

const KINDS = { job: "j", run: "r", session: "s" } as const;

function lastPart(ref: BuildRef): string {
  switch (ref.kind) {
    case "job":
      if (ref.startedAtMs === undefined || !(ref.repeated || ref.dated)) return String(ref.number);
      return `${ref.number}~${ref.startedAtMs}${ref.repeated ? REPEATED : ""}`;
    case "run":
      return String(ref.startedAtMs);
    case "session":
      return ref.externalId;
  }
}

/** The build a key was made from, or undefined where the text is no such key. */
export function parseBuildKey(key: BuildKey): BuildRef | undefined {
  const parts = key.split("/");
  const [kind, lab, job, branch, last] = parts.map(decode);
  if (parts.length !== 5 || !lab || job === undefined || branch === undefined || !last) return undefined;
  const onBranch = branch === "" ? {} : { branch };
  switch (kind) {
    case "j": {
      const numbered = parseNumbered(last);
      return numbered && { kind: "job", lab, job, ...numbered, ...onBranch };
    }
    case "r": {
      const startedAtMs = wholeNumber(last);
      return startedAtMs === undefined ? undefined : { kind: "run", lab, job, startedAtMs, ...onBranch };
    }
    case "s":
      return { kind: "session", lab, externalId: last, ...(job === "" ? {} : { job }), ...onBranch };
    case undefined:
    default:
      return undefined;
  }
}

/**
 * How people name a build: "Nightly Regression #45", "Nightly Regression #45 (main)". Its time is said where the number
 * does not tell: "My Job #45 of 2026-11-24 06:38 UTC (main)", "Smoke of 2026-11-24 06:38 UTC", "Single session".
 */
export function buildLabel(ref: BuildRef): string {
  const branch = ref.branch === undefined ? "" : ` (${ref.branch})`;
  const timeMs = tellingTimeMs(ref);
  return `${buildName(ref)}${timeMs === undefined ? "" : ` of ${utcMinute(timeMs)}`}${branch}`;
}

/** When a build started, epoch ms, where its name does not tell it from others. */
export function tellingTimeMs(ref: BuildRef): number | undefined {
  if (ref.kind === "run") return ref.startedAtMs;
  return ref.kind === "job" && ref.repeated ? ref.startedAtMs : undefined;
}

/** A build's name without its time and branch: "Nightly Regression #45", "Smoke". */
export function buildName(ref: BuildRef): string {
  return ref.kind === "job" ? `${ref.job} #${ref.number}` : (ref.job ?? "Single session");
}

/** A build in one word, where its job is known: "#45", "#45 of 2026-11-24 06:38 UTC", "2026-11-24 06:38 UTC". */
export function shortBuildLabel(ref: BuildRef): string {
  if (ref.kind === "session") return buildLabel(ref);
  const timeMs = tellingTimeMs(ref);
  const time = timeMs === undefined ? undefined : utcMinute(timeMs);
  if (ref.kind === "run") return time ?? "";
  return time === undefined ? `#${ref.number}` : `#${ref.number} of ${time}`;
}

/** "45", "45~1764000000000", "45~1764000000000~2". */
function parseNumbered(text: string): Omit<JobBuildRef, "kind" | "lab" | "job" | "branch"> | undefined {
  const isRepeated = text.endsWith(REPEATED) && text.split("~").length === 3;
  const [number, startedAtMs] = text.split("~").map(wholeNumber);
  if (number === undefined) return undefined;
  const mark = isRepeated ? { repeated: true as const } : { dated: true as const };
  const ref = { number, ...(startedAtMs === undefined ? {} : { startedAtMs, ...mark }) };
  return lastPart({ kind: "job", lab: "", job: "", ...ref }) === text ? ref : undefined;
}

function utcMinute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function wholeNumber(text: string): number | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? number : undefined;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
