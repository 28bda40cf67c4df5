import type { BuildRef, Command, Execution } from "@perfecto-bot/domain";

/** What to ask a lab for. Filters are ANDed; the values of one filter are alternatives. */
export interface ExecutionQuery {
  /** Epoch ms; compared by the lab with the execution's start. */
  readonly startedFromMs?: number;
  readonly startedToMs?: number;
  readonly jobNames?: readonly string[];
  readonly jobNumber?: number;
  readonly externalIds?: readonly string[];
  readonly tags?: readonly string[];
  /** Read at most so many pages and leave the rest; the answer then says `truncated`. */
  readonly maxPages?: number;
  /**
   * Ask for at most so many pages at once, before it is known that there are so many. With 1, each page is asked for after
   * its predecessor came: no request is in vain, and no execution is lost because another one appeared between two pages.
   */
  readonly pagesAtOnce?: number;
}

/** A lab's whole answer, all pages together. */
export interface ExecutionsAnswer {
  /** Already filtered again by the query: a filter the lab ignored lets nothing through. One entry per id. */
  readonly executions: readonly Execution[];
  /** `complete` only when every page said PROCESSING_COMPLETE. */
  readonly processing: "complete" | "processing" | "unknown";
  /** When the lab answered, epoch ms by our clock. */
  readonly answeredAtMs: number;
  /** The page cap was reached: there is more than is shown here. */
  readonly truncated: boolean;
}

/** Links into the lab's report site. */
export interface LabLinks {
  /** The report library, filtered to one build. */
  readonly build: (ref: BuildRef) => string;
  /** A single test report. */
  readonly execution: (executionId: string) => string;
}

/** A Perfecto lab. Methods reject with {@link LabError} only. */
export interface Lab {
  readonly id: string;
  readonly links: LabLinks;
  readonly listExecutions: (query: ExecutionQuery, signal?: AbortSignal) => Promise<ExecutionsAnswer>;
  /** The commands of one execution in order; empty where the lab has none. */
  readonly listCommands: (executionId: string, signal?: AbortSignal) => Promise<readonly Command[]>;
}

/** Why a lab could not answer. `retryAfterMs` where the lab named a wait. */
export type LabErrorKind =
  /** The security token was refused. A person must renew it. */
  | "token-refused"
  /** The token belongs to another lab, or the cloud name is wrong. */
  | "wrong-lab"
  /** Too many requests. */
  | "rate-limited"
  /** No connection, time-out, 5xx: asking again may help. */
  | "unreachable"
  /** An answer that is no Smart Reporting JSON: a login page, a proxy, garbage. */
  | "not-json"
  /** The asked-for window is older than the lab keeps. */
  | "window-too-old"
  /** The execution does not exist. */
  | "not-found"
  /** The lab refused the request for a reason of its own. */
  | "refused"
  /** The lab was not asked: the budget of its requests, which all replicas share, could not be. Says nothing about the lab. */
  | "store-unavailable";

/** A lab request that failed: what failed, on what, and what to do. Never carries the token. */
export class LabError extends Error {
  override readonly name = "LabError";
  readonly kind: LabErrorKind;
  readonly lab: string;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: LabErrorKind,
    lab: string,
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.lab = lab;
    this.retryAfterMs = options.retryAfterMs;
  }
}
