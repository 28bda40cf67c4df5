import { orderRows, type Execution } from "@perfecto-bot/domain";
import type { Fetched, FetchProgress, OnRows } from "./fetched.ts";

/** Begins a fetch, such as `fetchExecutions` does. Calls `onRows` before it returns. */
export type BeginFetch = (onRows: OnRows, signal: AbortSignal) => Promise<Fetched>;

/** One who asks for a fetch. */
export interface FetchAsker {
  /** Hears first of everything that is known already. */
  readonly onRows?: OnRows;
  /** Takes only this asker away; what is known then is its answer. */
  readonly signal?: AbortSignal;
}

/** How long what was fetched serves those who ask the same, and how much is kept for them. */
export interface SharingLimits {
  readonly keepForMs: number;
  /** Rows of all finished fetches together; the oldest go first. */
  readonly mostRows: number;
}

/** Lets those who ask the same at the same time share one fetch. */
export type ShareFetches = (key: string, begin: BeginFetch, asker?: FetchAsker) => Promise<Fetched>;

interface Shared {
  readonly promise: Promise<Fetched>;
  readonly stop: AbortController;
  readonly askers: Set<OnRows>;
  /** What came while it is under way. */
  readonly rows: Execution[];
  progress?: FetchProgress;
  finished?: Fetched;
}

const USUAL_LIMITS: SharingLimits = { keepForMs: 60_000, mostRows: 20_000 };

/**
 * Shares fetches of the same key (see `fetchKey`): one that is under way, or one that finished less than a minute ago
 * unless a lab failed in it. Without askers left, a fetch is cancelled.
 */
export function createFetchSharing(limits: Partial<SharingLimits> = {}): ShareFetches {
  const { keepForMs, mostRows } = { ...USUAL_LIMITS, ...limits };
  const known = new Map<string, Shared>();

  function forget(key: string, shared: Shared): void {
    if (known.get(key) === shared) known.delete(key);
  }

  function finish(key: string, shared: Shared, fetched: Fetched): void {
    shared.finished = fetched;
    shared.rows.length = 0;
    if (!isWorthKeeping(fetched) || fetched.rows.length > mostRows) return forget(key, shared);
    if (known.get(key) === shared) {
      known.delete(key);
      known.set(key, shared);
    }
    let rows = 0;
    for (const [otherKey, other] of [...known].toReversed()) {
      rows += other.finished?.rows.length ?? 0;
      if (other.finished !== undefined && rows > mostRows) known.delete(otherKey);
    }
    setTimeout(() => forget(key, shared), keepForMs).unref();
  }

  function start(key: string, begin: BeginFetch): Shared {
    const { promise, resolve, reject } = Promise.withResolvers<Fetched>();
    const shared: Shared = { promise, stop: new AbortController(), askers: new Set(), rows: [] };
    known.set(key, shared);
    promise.then(
      (fetched) => finish(key, shared, fetched),
      () => forget(key, shared),
    );
    const hear: OnRows = (newOnes, progress) => {
      shared.progress = progress;
      for (const row of newOnes) shared.rows.push(row);
      for (const asker of shared.askers) asker(newOnes, progress);
    };
    begin(hear, shared.stop.signal).then(resolve, reject);
    return shared;
  }

  async function join(key: string, shared: Shared, { onRows, signal }: FetchAsker): Promise<Fetched> {
    const { progress, finished } = shared;
    if (finished !== undefined) onRows?.(finished.rows, finished);
    else if (progress !== undefined) onRows?.(orderRows(shared.rows), progress);
    if (finished !== undefined) return finished;
    // A function of its own for each asker: several may pass the same one.
    const hear: OnRows = (newOnes, next) => onRows?.(newOnes, next);
    shared.askers.add(hear);
    if (signal === undefined) return shared.promise;
    const left = Promise.withResolvers<"left">();
    const leave = (): void => left.resolve("left");
    signal.addEventListener("abort", leave, { once: true });
    if (signal.aborted) leave();
    try {
      const end = await Promise.race([shared.promise, left.promise]);
      return end === "left" ? await leaveEarly(key, shared, hear) : end;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  async function leaveEarly(key: string, shared: Shared, hear: OnRows): Promise<Fetched> {
    const { progress, rows } = shared;
    shared.askers.delete(hear);
    const rowsSoFar = orderRows(rows);
    if (shared.askers.size === 0) {
      forget(key, shared);
      shared.stop.abort();
    }
    if (shared.finished !== undefined || progress === undefined) return shared.promise;
    return { ...progress, complete: false, stoppedBecause: { kind: "cancelled" }, rows: rowsSoFar };
  }

  return async (key, begin, asker = {}) => join(key, known.get(key) ?? start(key, begin), asker);
}

/** A lab that failed may answer the next asker; what was cancelled is nobody's answer. */
function isWorthKeeping({ labs }: Fetched): boolean {
  return labs.every(({ stoppedBecause: reason }) => reason?.kind !== "lab-failed" && reason?.kind !== "cancelled");
}
