import type { Execution } from "@perfecto-bot/domain";
import type { ExecutionQuery } from "@perfecto-bot/pipeline";

/**
 * Whether an execution is what was asked for: the lab's own filters are never trusted. Names, numbers, sessions and tags
 * exactly; the window by the start, both ends included, and open to executions whose start is unknown.
 */
export function matchQuery(execution: Execution, query: ExecutionQuery): boolean {
  const { job, startedAtMs, externalId, tags } = execution;
  if (query.jobNames && !(job && query.jobNames.includes(job.name))) return false;
  if (query.jobNumber !== undefined && job?.number !== query.jobNumber) return false;
  if (query.externalIds && !(externalId !== undefined && query.externalIds.includes(externalId))) return false;
  if (query.tags && !query.tags.some((tag) => tags.includes(tag))) return false;
  if (startedAtMs === undefined) return true;
  return startedAtMs >= (query.startedFromMs ?? -Infinity) && startedAtMs <= (query.startedToMs ?? Infinity);
}
