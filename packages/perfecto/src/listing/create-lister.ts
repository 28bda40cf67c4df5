import { type Clock, type ExecutionQuery, type ExecutionsAnswer, LabError } from "@perfecto-bot/pipeline";
import type { OnOddity } from "../oddity.ts";
import type { NamesTrial } from "./create-names-trial.ts";
import { judgeNamesTogether, type NamesVerdict } from "./judge-names-together.ts";
import { mergeListings } from "./merge-listings.ts";
import { type DatedPage, type Listing, type PageLimits, readAllPages } from "./read-all-pages.ts";
import { splitQuery } from "./split-query.ts";

/** Asks a lab for one page of a query that fits into one request. */
export type ReadPage = (query: ExecutionQuery, page: number, signal: AbortSignal) => Promise<DatedPage>;

const namesTogether = 20;

/**
 * Answers whole queries from pages: splits them into requests, reads all pages, and filters everything again. The first
 * request with several job names is compared with one for each name. Its answer comes from the latter, so it is right
 * whatever the comparison shows.
 */
export function createLister(options: {
  readonly readPage: ReadPage;
  readonly limits: PageLimits;
  /** Shared by all listers of a lab: what one finds out holds for the others. */
  readonly trial: NamesTrial;
  readonly now: Clock;
  readonly onOddity: OnOddity | undefined;
}): (query: ExecutionQuery, signal?: AbortSignal) => Promise<ExecutionsAnswer> {
  const { trial, now, onOddity } = options;

  const read = (query: ExecutionQuery, signal: AbortSignal) =>
    readAllPages((page) => options.readPage(query, page, signal), limitsFor(query, options.limits));

  const readEach = (query: ExecutionQuery, namesPerRequest: number, signal: AbortSignal) =>
    Promise.all(splitQuery(query, namesPerRequest).map((part) => read(part, signal)));

  async function compare(query: ExecutionQuery, signal: AbortSignal): Promise<readonly Listing[]> {
    let verdict: NamesVerdict | undefined;
    try {
      const singles = await readEach(query, 1, signal);
      verdict = await judge(query.jobNames ?? [], singles, () => read(query, signal));
      return singles;
    } finally {
      trial.end(verdict);
    }
  }

  function readPart(part: ExecutionQuery, signal: AbortSignal): Promise<readonly Listing[]> {
    const severalNames = (part.jobNames?.length ?? 0) > 1;
    if (severalNames && trial.begin()) return compare(part, signal);
    return readEach(part, trial.shareRequests() ? namesTogether : 1, signal);
  }

  return async (query, callerSignal) => {
    const stop = new AbortController();
    const signal = callerSignal ? AbortSignal.any([stop.signal, callerSignal]) : stop.signal;
    try {
      const listings = await Promise.all(splitQuery(query, namesTogether).map((part) => readPart(part, signal)));
      return mergeListings(listings.flat(), query, now(), onOddity);
    } finally {
      // After a failure nobody waits for the requests that are still under way.
      stop.abort();
    }
  };
}

/** A query may ask for less than the client would read, never for more. */
function limitsFor({ maxPages = Infinity, pagesAtOnce = Infinity }: ExecutionQuery, limits: PageLimits): PageLimits {
  return {
    maxPages: Math.max(1, Math.min(maxPages, limits.maxPages)),
    readAhead: Math.max(1, Math.min(pagesAtOnce, limits.readAhead)),
  };
}

/** Undefined where the shared request failed in a way that says nothing about several names. */
async function judge(
  names: readonly string[],
  singles: readonly Listing[],
  readTogether: () => Promise<Listing>,
): Promise<NamesVerdict | undefined> {
  const byName = new Map<string, Listing>();
  for (const [index, name] of names.entries()) {
    const single = singles[index];
    if (single) byName.set(name, single);
  }
  try {
    return judgeNamesTogether(byName, await readTogether());
  } catch (error) {
    if (error instanceof LabError && error.kind === "refused") return { verdict: "broken", reason: "request-refused" };
    return undefined;
  }
}
