import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { generateBuild, type LabExecution, scenarioJobs } from "@perfecto-bot/simulators/lab";

/** A build that the simulated lab has had. */
export interface PlayedBuild {
  readonly job: string;
  readonly number: number;
  /** When it started (ms since 1970). */
  readonly startMs: number;
  /** How many times faster than real it was played. */
  readonly speed: number;
}

/** What is kept of the simulated lab between two starts: enough to make the same executions again. */
export interface LabHistory {
  readonly v: 1;
  /** Where the lab listened: links in older messages lead there. */
  readonly port: number;
  /** Oldest first. */
  readonly builds: readonly PlayedBuild[];
}

const hourMs = 3_600_000;
const pastBuilds = 3;
const keptPerJob = 6;

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
  return { v: 1, port: 0, builds };
}

/** Whether builds were played after the first history was made. */
export function wasPlayed(history: LabHistory): boolean {
  return history.builds.some(({ number }) => number > pastBuilds);
}

/** The history with one more build. Of each job the newest builds are kept. */
export function addBuild(history: LabHistory, build: PlayedBuild): LabHistory {
  const ofJob = history.builds.filter(({ job }) => job === build.job);
  const forgotten = new Set(ofJob.slice(0, Math.max(0, ofJob.length + 1 - keptPerJob)));
  return { ...history, builds: [...history.builds.filter((one) => !forgotten.has(one)), build] };
}

/** The executions of a history, the same at every call; those of a job that the scenario no longer has are left out. */
export function replayHistory(history: LabHistory, baseUrl: string): readonly LabExecution[] {
  return history.builds.flatMap(({ job, number, startMs, speed }) => {
    const known = scenarioJobs.find(({ name }) => name === job);
    if (known === undefined) return [];
    const plan = known.build(demoSeed, number);
    return generateBuild({ seed: demoSeed, baseUrl, job, branch: known.branch, ...plan, number, startMs, speed });
  });
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
  writeFileSync(`${file}.new`, JSON.stringify(history));
  renameSync(`${file}.new`, file);
}

function isHistory(value: unknown): value is LabHistory {
  if (typeof value !== "object" || value === null) return false;
  const { v, port, builds }: Partial<Record<keyof LabHistory, unknown>> = value;
  return v === 1 && typeof port === "number" && Array.isArray(builds) && builds.every(isBuild);
}

function isBuild(value: unknown): value is PlayedBuild {
  if (typeof value !== "object" || value === null) return false;
  const { job, number, startMs, speed }: Partial<Record<keyof PlayedBuild, unknown>> = value;
  const positive = typeof speed === "number" && speed > 0;
  return typeof job === "string" && Number.isInteger(number) && Number.isFinite(startMs) && positive;
}
