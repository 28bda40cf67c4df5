import type { Execution } from "@perfecto-bot/domain";
import type { ExecutionQuery, ExecutionsAnswer } from "@perfecto-bot/pipeline";
import type { OnOddity } from "../oddity.ts";
import { matchQuery } from "./match-query.ts";
import { mergeProcessing } from "./merge-processing.ts";
import type { Listing } from "./read-all-pages.ts";

/**
 * One answer from the listings of a query's requests: what matches the query, one entry per id. Its time is that of the
 * oldest listing. No listing at all is an empty answer that knows nothing of processing.
 */
export function mergeListings(
  listings: readonly Listing[],
  query: ExecutionQuery,
  nowMs: number,
  onOddity: OnOddity | undefined,
): ExecutionsAnswer {
  const executions = new Map<string, Execution>();
  let notAskedFor = 0;
  for (const listing of listings) {
    for (const [id, execution] of listing.executions) {
      if (matchQuery(execution, query)) executions.set(id, execution);
      else notAskedFor += 1;
    }
  }
  if (notAskedFor > 0) onOddity?.("not-asked-for", notAskedFor);
  return {
    executions: [...executions.values()],
    processing: mergeProcessing(listings.map((listing) => listing.processing)),
    answeredAtMs: Math.min(nowMs, ...listings.map((listing) => listing.answeredAtMs)),
    truncated: listings.some((listing) => listing.truncated),
  };
}
