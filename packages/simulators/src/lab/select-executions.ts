import type { ExecutionShelf } from "./execution-shelf.ts";
import { isVisible, type LabExecution } from "./lab-execution.ts";
import type { ExecutionFilters } from "./parse-filters.ts";

/**
 * What the lab makes of several `jobName[n]` in one request. The vendor does not say; its own tools use it as "or"
 * (https://github.com/PerfectoMobileSA/PerfectoActions). The others exist so that a client's check of it can be tested:
 * "first-only" looks at the first name, "and" wants a job that has all names at once (so: none), "ignored" drops the
 * filter. A single name always filters.
 */
export type RepeatedJobName = "or" | "first-only" | "and" | "ignored";

/**
 * The executions a request asks for, newest first: those visible at `nowMs` that satisfy every kind of filter, with
 * the values of one kind as alternatives. Times are compared with the start of the execution, both ends included.
 */
export function selectExecutions(
  shelf: ExecutionShelf,
  filters: ExecutionFilters,
  repeatedJobName: RepeatedJobName,
  nowMs: number,
): readonly LabExecution[] {
  const fromMs = filters.startMs ?? Number.NEGATIVE_INFINITY;
  const toMs = filters.endMs ?? Number.POSITIVE_INFINITY;
  const names = effectiveNames(filters.jobNames, repeatedJobName);
  if (names === "nothing") return [];

  const candidates = filters.externalIds.length
    ? shelf.ofSessions(filters.externalIds, fromMs, toMs)
    : names.length
      ? shelf.ofJobs(names, fromMs, toMs)
      : shelf.all(fromMs, toMs);

  const wanted = {
    names: new Set(names),
    numbers: new Set(filters.jobNumbers),
    tags: new Set(filters.tags),
  };
  const selected: LabExecution[] = [];
  for (const execution of candidates) {
    const { job, tags } = execution.resource;
    if (!isVisible(execution, nowMs)) continue;
    if (wanted.names.size && (job?.name === undefined || !wanted.names.has(job.name))) continue;
    if (wanted.numbers.size && (job?.number === undefined || !wanted.numbers.has(String(job.number)))) continue;
    if (wanted.tags.size && !tags?.some((tag) => wanted.tags.has(tag))) continue;
    selected.push(execution);
  }
  return selected;
}

function effectiveNames(names: readonly string[], repeated: RepeatedJobName): readonly string[] | "nothing" {
  const distinct = [...new Set(names)];
  if (distinct.length < 2) return distinct;
  const meanings: Readonly<Record<RepeatedJobName, readonly string[] | "nothing">> = {
    or: distinct,
    "first-only": distinct.slice(0, 1),
    and: "nothing",
    ignored: [],
  };
  return meanings[repeated];
}
