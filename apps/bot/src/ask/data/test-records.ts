import type {
  BuildComparison,
  Command,
  ComparedTest,
  ExecutionGroup,
  FlakyTest,
  RateSeries,
} from "@perfecto-bot/domain";
import type { AnswerSetting } from "../answer-setting.ts";
import { foreignText } from "../foreign-text.ts";
import { isoStamp } from "../local-stamp.ts";
import { reportUrlOf } from "../report-url.ts";
import { countsRecord } from "./build-records.ts";
import { durationOf } from "./execution-records.ts";
import { recordsOf, type Records } from "./records.ts";

const COUNTS = ["total", "passed", "failed", "blocked", "unknown"];

/** Counted groups as data; the key is null for executions that have none. */
export function groupRecords(groups: readonly ExecutionGroup[]): Records {
  return recordsOf(["key", ...COUNTS], groups, (group) => ({ key: group.key ?? null, ...countsRecord(group) }));
}

/** The lines of a trend as data; `kind` is `rest` for what is left, of so many `values`. */
export function seriesRecords(series: readonly RateSeries[]): Records {
  return recordsOf(["key", "kind", "values", "passRate", ...COUNTS], series, ({ kind, label, values, all }) => ({
    key: label ?? null,
    kind,
    values,
    passRate: all.passRate ?? null,
    ...countsRecord(all),
  }));
}

/** Every compared test of two builds, what is new and wrong first. */
export function comparedTests(comparison: BuildComparison): readonly ComparedTest[] {
  const { newlyFailing, stillFailing, fixed, added, missing, undecided, stillPassing } = comparison;
  return [newlyFailing, stillFailing, fixed, added, missing, undecided, stillPassing].flat();
}

/** Compared tests as data; a status is null where the test did not run. */
export function comparisonRecords(tests: readonly ComparedTest[], setting: AnswerSetting): Records {
  const columns = ["kind", "test", "platform", "base", "other", "flaky", "reason", "baseReportUrl", "reportUrl"];
  return recordsOf(columns, tests, ({ kind, test, platform, base, other, flakyIn, reason }) => ({
    kind,
    test,
    platform,
    base: base?.status ?? null,
    other: other?.status ?? null,
    flaky: flakyIn.length > 0,
    reason,
    baseReportUrl: (base && reportUrlOf(base, setting)) ?? null,
    reportUrl: (other && reportUrlOf(other, setting)) ?? null,
  }));
}

/** Flaky tests as data, one record for each platform; scores are 0 to 1. */
export function flakyRecords(tests: readonly FlakyTest[], setting: AnswerSetting): Records {
  const columns = [
    "test",
    "score",
    "platform",
    "job",
    "branch",
    "runs",
    "passed",
    "failed",
    "flips",
    "evidence",
    "reportUrl",
  ];
  const places = tests.flatMap(({ test, platforms }) => platforms.map((platform) => ({ test, ...platform })));
  return recordsOf(columns, places, ({ test, score, platform, job, branch, lastFailed, ...more }) => ({
    test,
    score,
    platform,
    job: job ?? null,
    branch: branch ?? null,
    runs: more.runs,
    passed: more.passed,
    failed: more.failed,
    flips: more.flips,
    evidence: more.evidence,
    reportUrl: reportUrlOf(lastFailed, setting) ?? null,
  }));
}

/** Commands as data, numbered from 1. */
export function commandRecords(commands: readonly Command[], { timeZone }: AnswerSetting): Records {
  const columns = ["number", "name", "status", "step", "startTime", "durationMs", "message"];
  const numbered = commands.map((command, index) => ({ ...command, number: index + 1 }));
  return recordsOf(columns, numbered, (command) => ({
    number: command.number,
    name: foreignText(command.name),
    status: command.status,
    step: command.step === undefined ? null : foreignText(command.step),
    startTime: command.startedAtMs === undefined ? null : isoStamp(command.startedAtMs, timeZone),
    durationMs: durationOf(command) ?? null,
    message: command.message === undefined ? null : foreignText(command.message),
  }));
}
