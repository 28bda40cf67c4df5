import type { LabRequest } from "./lab-request.ts";

/** One thing that goes wrong with matching requests. */
export interface LabFault {
  /** Which requests: a kind, any request of the API, a path (without its query), or a condition. */
  readonly match: "executions" | "commands" | "api" | RegExp | ((request: LabRequest) => boolean);
  /** How many matching requests are hit; left out: 1. `Infinity` for all, until removed. */
  readonly times?: number;
  /** How many matching requests pass unharmed before; left out: 0. */
  readonly after?: number;
  readonly behave: FaultBehaviour;
}

/** What happens to a request that is hit. */
export type FaultBehaviour = TransportFault | AnswerFault | ListingFault;

/** The connection itself misbehaves. */
export type TransportFault =
  /** The connection is reset before any answer. */
  | { readonly kind: "reset" }
  /** No answer ever; the connection stays open. */
  | { readonly kind: "hang" }
  /** The true answer, late. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** The true answer, cut off in the middle of its JSON by something that thinks it complete. */
  | { readonly kind: "truncated-json" };

/** Another answer instead of the true one. */
export type AnswerFault =
  /** An HTTP error. `retryAfter` is the header's value: seconds, or an HTTP date. */
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: string }
  /** An array with `userMessage`; `status` left out: 200. */
  | { readonly kind: "error-array"; readonly userMessage: string; readonly status?: number }
  /** An HTML page with status 200, as a proxy or a lost session gives. */
  | { readonly kind: "login-page" }
  /** 302 to `location`, on another origin for instance. */
  | { readonly kind: "redirect"; readonly location: string };

/** The list of executions is wrong. Requests for anything else are never hit by these. */
export type ListingFault =
  /** From page `fromPage` on (left out: 2): no resources, and `truncated: true`, for ever. */
  | { readonly kind: "endless-pages"; readonly fromPage?: number }
  /** `truncated: false` although more pages exist. */
  | { readonly kind: "hidden-pages" }
  /** `PROCESSING_COMPLETE` without resources, as before the lab has indexed a run. */
  | { readonly kind: "empty-complete" }
  /** Each page begins with the last `count` executions of the page before, as when new ones arrive between two reads. */
  | { readonly kind: "overlapping-pages"; readonly count: number };

/** Whether a behaviour changes the list of executions. */
export function isListingFault(behave: FaultBehaviour): behave is ListingFault {
  return (
    behave.kind === "endless-pages" ||
    behave.kind === "hidden-pages" ||
    behave.kind === "empty-complete" ||
    behave.kind === "overlapping-pages"
  );
}
