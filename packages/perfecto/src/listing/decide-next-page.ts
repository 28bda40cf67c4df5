/** What is known after a page was read. */
export interface PageFacts {
  /** Counted from 1. */
  readonly page: number;
  /** Entries on this page, unusable ones included. */
  readonly resourceCount: number;
  /** Executions on this page that no earlier page held. */
  readonly newCount: number;
  /** What the page said of a further one; undefined where it said nothing. */
  readonly truncated: boolean | undefined;
  /** Entries of a full page. */
  readonly fullCount: number;
  readonly maxPages: number;
}

/** Whether to read on, and why. */
export type PageDecision =
  | { readonly more: true; readonly reason: "announced" | "full-page" }
  | { readonly more: false; readonly reason: "empty-page" | "nothing-new" | "last-page" | "page-cap" };

/**
 * Whether a further page is worth asking for. `truncated: true` is believed as long as pages bring something new. Its
 * absence is not believed after a full page, since clients work around a `truncated` that lies; the next page then tells.
 */
export function decideNextPage(facts: PageFacts): PageDecision {
  if (facts.resourceCount === 0) return { more: false, reason: "empty-page" };
  if (facts.newCount === 0) return { more: false, reason: "nothing-new" };
  const announced = facts.truncated === true;
  if (!announced && facts.resourceCount < facts.fullCount) return { more: false, reason: "last-page" };
  if (facts.page >= facts.maxPages) return { more: false, reason: "page-cap" };
  return { more: true, reason: announced ? "announced" : "full-page" };
}
