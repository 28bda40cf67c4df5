import type { Listing } from "./read-all-pages.ts";

/** What a comparison showed of several job names in one request. */
export type NamesVerdict =
  | { readonly verdict: "alternatives" }
  | { readonly verdict: "broken"; readonly reason: "executions-missing" | "others-came-too" | "request-refused" }
  | { readonly verdict: "undecided"; readonly reason: "too-much-data" | "too-little-data" };

/**
 * Whether one request with several `jobName[n]` brought what one request for each name did. The vendor's tools use them
 * as alternatives (https://github.com/PerfectoMobileSA/PerfectoActions), the documentation says nothing.
 *
 * `together` must have been asked after `singles`, so that what arrives in between is only in it. Proof needs two names
 * with executions; something missing, or executions of jobs nobody named, disproves.
 * @param singles listings by the one name each was asked for
 */
export function judgeNamesTogether(singles: ReadonlyMap<string, Listing>, together: Listing): NamesVerdict {
  const seenAlone = new Set<string>();
  let namesWithData = 0;
  let truncated = together.truncated;
  let missing = false;
  for (const [name, single] of singles) {
    truncated ||= single.truncated;
    let hasData = false;
    for (const [id, execution] of single.executions) {
      seenAlone.add(id);
      if (execution.job?.name !== name) continue;
      hasData = true;
      missing ||= !together.executions.has(id);
    }
    if (hasData) namesWithData += 1;
  }

  for (const [id, { job }] of together.executions) {
    // A lab that matches names loosely brings strangers to single requests too; those prove nothing about several.
    if (!seenAlone.has(id) && !truncated && !(job && singles.has(job.name))) {
      return { verdict: "broken", reason: "others-came-too" };
    }
  }
  if (truncated) return { verdict: "undecided", reason: "too-much-data" };
  if (missing) return { verdict: "broken", reason: "executions-missing" };
  return namesWithData >= 2 ? { verdict: "alternatives" } : { verdict: "undecided", reason: "too-little-data" };
}
