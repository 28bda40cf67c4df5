import type { FaultBehaviour } from "./lab-fault.ts";
import type { LabRequest } from "./lab-request.ts";

/** A request the lab received. The token is not kept, only whether one was sent. */
export interface LoggedRequest extends LabRequest {
  /** When it came, by the lab's clock (ms since 1970). */
  readonly atMs: number;
  /** The scripted fault that hit it. */
  readonly fault?: FaultBehaviour["kind"];
}

/** What the lab was asked, oldest first; the latest 20,000 requests are kept. */
export interface RequestLog {
  readonly all: readonly LoggedRequest[];
  /** Requests for executions or commands, or those of one kind. */
  count(kind?: "executions" | "commands"): number;
  clear(): void;
  /** Hears of each request from now on. @returns a function that stops it. */
  on(listener: (request: LoggedRequest) => void): () => void;
}

const kept = 20_000;

/** A request log together with the side that the server writes. */
export function createRequestLog(): { readonly log: RequestLog; record(request: LoggedRequest): void } {
  let requests: LoggedRequest[] = [];
  const listeners = new Set<(request: LoggedRequest) => void>();
  return {
    log: {
      get all() {
        return requests;
      },
      count: (kind) =>
        requests.filter(({ target }) =>
          kind === undefined ? target.kind === "executions" || target.kind === "commands" : target.kind === kind,
        ).length,
      clear() {
        requests = [];
      },
      on(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    record(request) {
      requests.push(request);
      // Cut by halves, so that a long run does not move the whole list at each request.
      if (requests.length > kept * 2) requests = requests.slice(-kept);
      for (const listener of listeners) listener(request);
    },
  };
}
