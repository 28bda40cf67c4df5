import { readFileSync } from "node:fs";
import { type BuildRequest, generateBuild, type LabExecution, scenarioJobs } from "@perfecto-bot/simulators/lab";
import { writeWholeFile } from "./write-whole-file.ts";

/** A build that the simulated lab has had. */
export interface PlayedBuild {
  readonly job: string;
  readonly number: number;
  /** When it started (ms since 1970). */
  readonly startMs: number;
  /** How many times faster than real it was played. */
  readonly speed: number;
  /** What somebody asked of it. */
  readonly asked?: Omit<BuildRequest, "job">;
}

/** What is kept of the simulated lab between two starts: enough to make the same executions again. */
export interface LabHistory {
  readonly v: 1;
  /** Oldest first. */
  readonly builds: readonly PlayedBuild[];
  /** Executions that came after their build was complete, oldest first. */
  readonly late?: readonly LabExecution[];
}

const hourMs = 3_600_000;
const pastBuilds = 3;
const keptPerJob = 6;
const keptInAll = 60;
const keptLate = 20;

/** A lab that has run each job of the scenario three times, hourly. */
export function firstHistory(nowMs: number): LabHistory {
  const builds = scenarioJobs.flatMap(({ name }) =>
    Array.from({ length: pastBuilds }, (_, index) => ({
      job: name,
      number: index + 1,
      startMs: nowMs - (pastBuilds - index) * hourMs,
      speed: 1,
    })),
  );
  return { v: 1, builds };
}

/** The history with one more build. The newest are kept, and of each job the newest. */
export function addBuild(history: LabHistory, build: PlayedBuild): LabHistory {
  const ofJob = history.builds.filter(({ job }) => job === build.job);
  const forgotten = new Set(ofJob.slice(0, Math.max(0, ofJob.length + 1 - keptPerJob)));
  const builds = [...history.builds.filter((one) => !forgotten.has(one)), build];
  return { ...history, builds: builds.slice(-keptInAll) };
}

/** The history with one more execution that came late. The newest are kept. */
export function addLate(history: LabHistory, execution: LabExecution): LabHistory {
  const { steps } = execution;
  const plain = typeof steps === "function" ? { ...execution, steps: steps() } : execution;
  return { ...history, late: [...(history.late ?? []), plain].slice(-keptLate) };
}

/** A build of a history with its executions, the same at every call. */
export interface ReplayedBuild extends PlayedBuild {
  readonly executions: readonly LabExecution[];
}

/** The builds of a history. */
export function replayHistory(history: LabHistory, baseUrl: string): readonly ReplayedBuild[] {
  return history.builds.map((build) => {
    const { job, number, startMs, speed, asked } = build;
    const known = scenarioJobs.find(({ name }) => name === job);
    const base = { seed: demoSeed, baseUrl, job, branch: known?.branch ?? "main", ...known?.build(demoSeed, number) };
    return { ...build, executions: generateBuild({ ...base, ...asked, number, startMs, speed }) };
  });
}

/**
 * What is asked of a job that the scenario does not have, where nothing else is said: all of it, so that the history can
 * make its builds again.
 */
export function wholeRequest(request: BuildRequest): BuildRequest {
  if (scenarioJobs.some(({ name }) => name === request.job)) return request;
  return { executions: 24, spreadMs: 180_000, failures: 2, causes: 1, ...request };
}

/** What everything random in the demo's lab starts from. */
export const demoSeed = "demo";

/** The kept history; undefined where there is none, or none that can be read. */
export function readHistory(file: string): LabHistory | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isHistory(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the history in one step. */
export function writeHistory(file: string, history: LabHistory): void {
  writeWholeFile(file, JSON.stringify(history));
}

function isHistory(value: unknown): value is LabHistory {
  if (typeof value !== "object" || value === null) return false;
  const { v, builds, late = [] }: Partial<Record<keyof LabHistory, unknown>> = value;
  return v === 1 && Array.isArray(builds) && builds.every(isBuild) && Array.isArray(late) && late.every(isExecution);
}

function isBuild(value: unknown): value is PlayedBuild {
  if (typeof value !== "object" || value === null) return false;
  const { job, number, startMs, speed, asked = {} }: Partial<Record<keyof PlayedBuild, unknown>> = value;
  const positive = typeof speed === "number" && speed > 0;
  const numbered = typeof job === "string" && Number.isInteger(number) && Number.isFinite(startMs);
  return numbered && positive && typeof asked === "object" && asked !== null;
}

function isExecution(value: unknown): value is LabExecution {
  return typeof value === "object" && value !== null && "resource" in value;
}
