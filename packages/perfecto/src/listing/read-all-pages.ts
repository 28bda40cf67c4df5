import type { Execution } from "@perfecto-bot/domain";
import type { ExecutionsPage, Processing } from "../wire/parse-executions-page.ts";
import { decideNextPage } from "./decide-next-page.ts";
import { mergeProcessing } from "./merge-processing.ts";

/** Everything one request's filters brought, before filtering again. */
export interface Listing {
  readonly executions: ReadonlyMap<string, Execution>;
  readonly processing: Processing;
  readonly truncated: boolean;
  /** When the first page was answered: nothing in the listing is older knowledge than this. */
  readonly answeredAtMs: number;
}

/** One page with the time of its answer. */
export interface DatedPage {
  readonly page: ExecutionsPage;
  readonly answeredAtMs: number;
}

/** How far to read. */
export interface PageLimits {
  readonly maxPages: number;
  /** Pages asked for at once after a page announced more. */
  readonly readAhead: number;
}

/** Entries of a full page (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm). */
const documentedPageSize = 500;

/**
 * Reads page after page until there is nothing more, or the cap is reached. While pages announce more, several are asked
 * for at once: 2, 4, 8, … up to `readAhead`; what comes after the last page is thrown away, failures included. Where
 * pages overlap because executions were added meanwhile, the copy read last stays.
 */
export async function readAllPages(
  readPage: (page: number) => Promise<DatedPage>,
  limits: PageLimits,
): Promise<Listing> {
  const executions = new Map<string, Execution>();
  const processing: Processing[] = [];
  let answeredAtMs = Infinity;
  let fullCount = documentedPageSize;
  let width = 1;

  for (let next = 1; ;) {
    const pages = Array.from({ length: Math.min(width, limits.maxPages - next + 1) }, (_, index) => next + index);
    const answers = await Promise.allSettled(pages.map(readPage));
    let announced = false;
    for (const [index, answer] of answers.entries()) {
      if (answer.status === "rejected") throw answer.reason;
      const { page } = answer.value;
      const known = executions.size;
      for (const execution of page.executions) executions.set(execution.id, execution);
      answeredAtMs = Math.min(answeredAtMs, answer.value.answeredAtMs);

      const number = next + index;
      if (number === 1 && page.truncated === true) fullCount = Math.min(fullCount, Math.max(1, page.resourceCount));
      const saysNothing = number > 1 && page.resourceCount === 0 && page.processing === "unknown";
      if (!saysNothing) processing.push(page.processing);

      const decision = decideNextPage({
        page: number,
        resourceCount: page.resourceCount,
        newCount: executions.size - known,
        truncated: page.truncated,
        fullCount,
        maxPages: limits.maxPages,
      });
      if (!decision.more) {
        const truncated = decision.reason === "page-cap";
        return { executions, processing: mergeProcessing(processing), truncated, answeredAtMs };
      }
      announced = decision.reason === "announced";
    }
    next += pages.length;
    width = announced ? Math.min(width * 2, limits.readAhead) : 1;
  }
}
