import { LONGEST_TEST_MS } from "./discovery-windows.ts";
import type { Execution } from "./execution.ts";

/**
 * How long the longest driver session among executions took, ms, at most a day; 0 where none has ended. A test appears in
 * the lab only when its driver closed, so the time from the first start to the last end of a session is what counts
 * (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm).
 */
export function longestSessionMs(executions: readonly Execution[]): number {
  const sessions = Map.groupBy(executions, ({ externalId, id }) => externalId ?? id);
  return [...sessions.values()].map(spanMs).reduce((a, b) => Math.max(a, b), 0);
}

function spanMs(session: readonly Execution[]): number {
  const firstMs = session.reduce((first, { startedAtMs = first }) => Math.min(first, startedAtMs), Infinity);
  const lastMs = session.reduce((last, { endedAtMs = last }) => Math.max(last, endedAtMs), -Infinity);
  return Math.min(LONGEST_TEST_MS, Math.max(0, lastMs - firstMs));
}
