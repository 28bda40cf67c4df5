import type { Command, Execution } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import { LabError, type ExecutionQuery, type ExecutionsAnswer, type Lab, type LabErrorKind } from "../ports/lab.ts";

/** What was asked of a memory lab. */
export type LabCall =
  | { readonly call: "listExecutions"; readonly query: ExecutionQuery }
  | { readonly call: "listCommands"; readonly executionId: string };

/** Which requests go wrong, how often, and how. */
export interface LabFault {
  /** Default: both. */
  readonly call?: LabCall["call"];
  /** How many requests it strikes. Default: 1; `Infinity` for all. */
  readonly times?: number;
  /** Which requests it strikes. Default: every one. */
  readonly when?: (call: LabCall) => boolean;
  readonly behave:
    | { readonly kind: "error"; readonly error: LabErrorKind; readonly retryAfterMs?: number }
    /** No answer until the promise settles, then the true one; an abort ends it at once. */
    | { readonly kind: "hang"; readonly until: Promise<unknown> };
}

/** How an execution shows. */
export interface Showing {
  /** Epoch ms by the lab's clock until which the lab prepares its videos and logs. Default: it is settled at once. */
  readonly settlesAtMs?: number;
  /** Epoch ms by the lab's clock before which nothing is seen of it: its driver has not closed. Default: at once. */
  readonly visibleAtMs?: number;
  readonly commands?: readonly Command[];
}

/** A lab in this process. */
export interface MemoryLab extends Lab {
  /** Everything it was asked for, oldest first; what never came back is there too. */
  readonly calls: readonly LabCall[];
  /** Adds an execution, or puts it in the place of the one with its id. */
  readonly put: (execution: Execution, showing?: Showing) => void;
  /** Takes one away; nothing where there is none. */
  readonly remove: (executionId: string) => void;
  readonly faults: {
    /** Adds one; the oldest that fits strikes. The function ends it. */
    readonly add: (fault: LabFault) => () => void;
    readonly clear: () => void;
  };
}

/** What a memory lab may be otherwise. */
export interface MemoryLabOptions {
  /** Default: "acme". */
  readonly id?: string;
  /** The lab's own clock. Default: `Date.now`. */
  readonly now?: Clock;
  /** Executions of one page. Default: 500, the vendor's. */
  readonly pageSize?: number;
  /** Pages read for one question at most. Default: 100. */
  readonly maxPages?: number;
}

/**
 * A lab in memory. It shows its executions newest first, says `processing` of a whole answer while one execution in it is
 * not settled, and rejects what is aborted with a LabError of the kind `unreachable`.
 */
export function createMemoryLab(options: MemoryLabOptions = {}): MemoryLab {
  const { id = "acme", now = Date.now, pageSize = 500, maxPages = 100 } = options;
  const shelf = new Map<string, Showing & { readonly execution: Execution }>();
  const calls: LabCall[] = [];
  const faults = new Set<{ readonly fault: LabFault; left: number }>();

  async function reply<T>(call: LabCall, signal: AbortSignal | undefined, act: () => T): Promise<T> {
    calls.push(call);
    const hit = [...faults].find(
      ({ fault, left }) => left > 0 && (fault.call ?? call.call) === call.call && (fault.when?.(call) ?? true),
    );
    if (hit !== undefined) hit.left -= 1;
    const behave = hit?.fault.behave;
    if (behave?.kind === "hang") await Promise.race([behave.until, abortOf(signal)]);
    if (signal?.aborted === true) throw new LabError("unreachable", id, `Lab ${id}: the caller gave up.`);
    if (behave?.kind === "error") throw errorOf(id, behave.error, behave.retryAfterMs);
    return act();
  }

  function list(query: ExecutionQuery): ExecutionsAnswer {
    const nowMs = now();
    const matching = [...shelf.values()]
      .filter(({ execution, visibleAtMs = -Infinity }) => visibleAtMs <= nowMs && matches(query, execution))
      .toSorted((a, b) => (b.execution.startedAtMs ?? 0) - (a.execution.startedAtMs ?? 0));
    const shown = matching.slice(0, pageSize * Math.min(query.maxPages ?? Infinity, maxPages));
    const isSettled = shown.every(({ settlesAtMs = -Infinity }) => settlesAtMs <= nowMs);
    return {
      executions: shown.map(({ execution }) => execution),
      processing: isSettled ? "complete" : "processing",
      answeredAtMs: nowMs,
      truncated: matching.length > shown.length,
    };
  }

  function commandsOf(executionId: string): readonly Command[] {
    const { visibleAtMs = -Infinity, commands = [] } = shelf.get(executionId) ?? { visibleAtMs: Infinity };
    if (visibleAtMs > now()) throw errorOf(id, "not-found");
    return commands;
  }

  return {
    id,
    links: {
      build: (ref) => `https://${id}.example/build/${encodeURIComponent(JSON.stringify(ref))}`,
      execution: (executionId) => `https://${id}.example/test/${encodeURIComponent(executionId)}`,
    },
    calls,
    listExecutions: (query, signal) => reply({ call: "listExecutions", query }, signal, () => list(query)),
    listCommands: (executionId, signal) =>
      reply({ call: "listCommands", executionId }, signal, () => commandsOf(executionId)),
    put: (execution, showing = {}) => void shelf.set(execution.id, { ...showing, execution }),
    remove: (executionId) => void shelf.delete(executionId),
    faults: {
      add: (fault) => {
        const entry = { fault, left: fault.times ?? 1 };
        faults.add(entry);
        return () => void faults.delete(entry);
      },
      clear: () => faults.clear(),
    },
  };
}

function errorOf(lab: string, kind: LabErrorKind, retryAfterMs?: number): LabError {
  return new LabError(kind, lab, `Lab ${lab}: ${kind}.`, retryAfterMs === undefined ? {} : { retryAfterMs });
}

/** Resolves when the signal is aborted; never without one. */
async function abortOf(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined || !signal.aborted)
    await new Promise((resolve) => signal?.addEventListener("abort", resolve, { once: true }));
}

/** Names, numbers, sessions and tags exactly; the window by the start, both ends included, and open where it is unknown. */
function matches(query: ExecutionQuery, { job, startedAtMs, externalId, tags }: Execution): boolean {
  const { jobNames, jobNumber, externalIds, startedFromMs = -Infinity, startedToMs = Infinity } = query;
  if (jobNames !== undefined && (job === undefined || !jobNames.includes(job.name))) return false;
  if (jobNumber !== undefined && job?.number !== jobNumber) return false;
  if (externalIds !== undefined && (externalId === undefined || !externalIds.includes(externalId))) return false;
  if (query.tags !== undefined && !query.tags.some((tag) => tags.includes(tag))) return false;
  return startedAtMs === undefined || (startedAtMs >= startedFromMs && startedAtMs <= startedToMs);
}
