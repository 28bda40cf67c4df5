import { platformsLabel, type Execution, type TestParameter } from "@perfecto-bot/domain";
import type { AnswerSetting } from "../answer-setting.ts";
import { foreignText } from "../foreign-text.ts";
import { isoStamp } from "../local-stamp.ts";
import { reportUrlOf } from "../report-url.ts";
import { recordsOf, type DataRecord, type NamedText, type Records } from "./records.ts";

const COLUMNS = [
  "id",
  "name",
  "status",
  "job",
  "build",
  "branch",
  "platform",
  "owner",
  "tags",
  "startTime",
  "durationMs",
  "reason",
  "message",
  "reportUrl",
  "parameters",
] as const;

/** Executions as data. */
export function executionRecords(executions: readonly Execution[], setting: AnswerSetting): Records {
  return recordsOf(COLUMNS, executions, (execution) => executionRecord(execution, setting));
}

/** An execution as data: times as ISO 8601 in the asker's zone, durations in milliseconds. */
function executionRecord(
  execution: Execution,
  setting: AnswerSetting,
): Readonly<Record<(typeof COLUMNS)[number], DataRecord[string]>> {
  const { job, startedAtMs, reason, message, parameters = [] } = execution;
  return {
    id: execution.id,
    name: execution.name,
    status: execution.status,
    job: job?.name ?? null,
    build: job?.number ?? null,
    branch: job?.branch ?? null,
    platform: platformsLabel(execution.platforms),
    owner: execution.owner ?? null,
    tags: execution.tags,
    startTime: startedAtMs === undefined ? null : isoStamp(startedAtMs, setting.timeZone),
    durationMs: durationOf(execution) ?? null,
    reason: reason === undefined ? null : foreignText(reason),
    message: message === undefined ? null : foreignText(message),
    reportUrl: reportUrlOf(execution, setting) ?? null,
    parameters: parameters.map(parameterRecord),
  };
}

/** By its name a value may be a secret. */
function parameterRecord({ name, value }: TestParameter): NamedText {
  const told = foreignText(`${name}: ${value}`);
  return told === `${name}: ${value}` ? { name, value } : { name, value: told.replace(`${name}: `, "") };
}

/** How long an execution took, ms; undefined where that is not known. */
export function durationOf({
  startedAtMs,
  endedAtMs,
}: Pick<Execution, "startedAtMs" | "endedAtMs">): number | undefined {
  if (startedAtMs === undefined || endedAtMs === undefined || endedAtMs < startedAtMs) return undefined;
  return endedAtMs - startedAtMs;
}
