import { buildKey, type BuildRate, type BuildRef, type StatusCounts } from "@perfecto-bot/domain";
import type { AnsweredBuild, AnsweredJob } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "../answer-setting.ts";
import { isoStamp } from "../local-stamp.ts";
import { safeUrl } from "../terminal/safe-url.ts";
import { recordsOf, type DataRecord, type Records } from "./records.ts";

const COUNTS = ["total", "passed", "failed", "blocked", "unknown"];
const BUILD = ["lab", "job", "build", "branch"];
const BUILDS = [...BUILD, "running", "startTime", "durationMs", ...COUNTS, "url"];
const RATES = [...BUILD, "startTime", "passRate", ...COUNTS, "url"];
const JOBS = ["lab", "job", "lastSeen", "build", "branch", "running", "startTime", "durationMs", ...COUNTS, "url"];

type BuildFacts = Omit<AnsweredBuild, "executions" | "source">;

/** Builds as data; `build` is the number, null for a single driver session. */
export function buildRecords(builds: readonly BuildFacts[], setting: AnswerSetting): Records {
  return recordsOf(BUILDS, builds, (build) => ({ ...refRecord(build.ref), ...factsRecord(build, setting) }));
}

/** Jobs as data, each with its last build; null where none is known. */
export function jobRecords(jobs: readonly AnsweredJob[], setting: AnswerSetting): Records {
  return recordsOf(JOBS, jobs, ({ lab, job, lastSeenMs, last }) => {
    const none = Object.fromEntries(JOBS.map((name) => [name, null]));
    const known = last === undefined ? none : { ...refRecord(last.ref), ...factsRecord(last, setting) };
    return { ...known, lab, job, lastSeen: isoStamp(lastSeenMs, setting.timeZone) };
  });
}

/** The builds of a trend as data; `passRate` is 0 to 1, null where nothing passed or failed. */
export function rateRecords(
  builds: readonly BuildRate[],
  urls: ReadonlyMap<string, string>,
  setting: AnswerSetting,
): Records {
  return recordsOf(RATES, builds, (build) => ({
    ...refRecord(build.ref),
    startTime: stamp(build.startMs, setting),
    passRate: build.passRate ?? null,
    ...countsRecord(build),
    url: safeUrl(urls.get(buildKey(build.ref))) ?? null,
  }));
}

/** How many of each status, as data. */
export function countsRecord({ total, passed, failed, blocked, unknown }: StatusCounts): DataRecord {
  return { total, passed, failed, blocked, unknown };
}

function refRecord(ref: BuildRef): DataRecord {
  return {
    lab: ref.lab,
    job: ref.job ?? null,
    build: ref.kind === "job" ? ref.number : null,
    branch: ref.branch ?? null,
  };
}

function factsRecord({ counts, isRunning, startMs, endMs, url }: BuildFacts, setting: AnswerSetting): DataRecord {
  const took = startMs === undefined || endMs === undefined || endMs < startMs ? null : endMs - startMs;
  return {
    running: isRunning,
    startTime: stamp(startMs, setting),
    durationMs: took,
    ...countsRecord(counts),
    url: safeUrl(url) ?? null,
  };
}

function stamp(ms: number | undefined, { timeZone }: AnswerSetting): string | null {
  return ms === undefined ? null : isoStamp(ms, timeZone);
}
