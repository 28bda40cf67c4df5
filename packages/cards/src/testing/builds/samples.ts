import type { FailureDetail, RecordedExecution } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";

export const LAB = "https://acme.app.perfectomobile.com";
/** When the builds of the samples were found to be over. */
export const FINAL = { atMs: NINE + 180_000, reason: "quiet" } as const;
export const SAMSUNG = {
  kind: "device",
  maker: "Samsung",
  model: "Galaxy S23",
  os: "Android",
  osVersion: "14",
} as const;
export const CHROME = {
  kind: "browser",
  browser: "Chrome",
  browserVersion: "129",
  os: "Windows",
  osVersion: "10",
} as const;
export const OLDER_IPHONE = {
  kind: "device",
  maker: "Apple",
  model: "iPhone 8",
  os: "iOS",
  osVersion: "16.1",
} as const;
/** The build by its label, as messages outside its thread name it. */
export const BUILD = { label: "Nightly Regression #45", url: `${LAB}/reporting/library?job=45` } as const;

/** Failures with this failing command and message. */
export function because(
  command: string,
  message: string,
  recorded: readonly RecordedExecution[],
): readonly RecordedExecution[] {
  const failure: FailureDetail = { command, message, screenshots: [] };
  return recorded.map((one) => ({ ...one, enrichment: { state: "done", failure } }));
}

/** What ran again after these, an hour later, and passed. */
export function again(recorded: readonly RecordedExecution[]): readonly RecordedExecution[] {
  return recorded.map(({ execution, ...one }) => {
    const { enrichment: _none, ...rest } = one;
    const times = { startedAtMs: later(execution.startedAtMs), endedAtMs: later(execution.endedAtMs) };
    return { ...rest, execution: { ...execution, ...times, id: `${execution.id}-again`, status: "PASSED" } };
  });
}

/** What has begun and not ended. */
export function unfinished(recorded: readonly RecordedExecution[]): readonly RecordedExecution[] {
  return recorded.map(({ execution: { endedAtMs: _none, ...execution }, ...one }) => {
    const { settledAtMs: _settled, enrichment: _commands, ...rest } = one;
    return { ...rest, execution: { ...execution, status: "UNKNOWN" } };
  });
}

function later(atMs: number | undefined): number {
  return (atMs ?? NINE) + 3_600_000;
}
