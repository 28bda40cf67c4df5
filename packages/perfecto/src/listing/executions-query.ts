import type { ExecutionQuery } from "@perfecto-bot/pipeline";

/**
 * The query string for one page of executions, without its question mark; brackets are percent-encoded, as documented.
 * The end of the window is only sent with its start, since the lab honours it only then. Page 1 is the default.
 *
 * Parameters: https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm.
 */
export function executionsQuery(query: ExecutionQuery, page: number): string {
  const pairs: string[] = [];
  const add = (name: string, values: readonly (string | number)[]) => {
    for (const [index, value] of values.entries()) {
      pairs.push(`${name}%5B${index}%5D=${encodeURIComponent(String(value).toWellFormed())}`);
    }
  };
  if (query.startedFromMs !== undefined) {
    add("startExecutionTime", [Math.floor(query.startedFromMs)]);
    if (query.startedToMs !== undefined) add("endExecutionTime", [Math.ceil(query.startedToMs)]);
  }
  add("externalId", query.externalIds ?? []);
  add("tags", query.tags ?? []);
  add("jobName", query.jobNames ?? []);
  if (query.jobNumber !== undefined) add("jobNumber", [query.jobNumber]);
  if (page > 1) pairs.push(`_page=${page}`);
  return pairs.join("&");
}
