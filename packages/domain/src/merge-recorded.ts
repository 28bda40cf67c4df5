import type { Enrichment, RecordedExecution } from "./build-picture.ts";

/**
 * Joins two records of one execution. Commutative, associative and idempotent, so that answers of the lab may come
 * in any order and any number of times: the newer answer's content wins, what was once settled stays settled,
 * and the first sight is the earliest.
 */
export function mergeRecorded(a: RecordedExecution, b: RecordedExecution): RecordedExecution {
  const newer = newerOf(a, b);
  const settledAtMs = earliest(a.settledAtMs, b.settledAtMs);
  const overdueAtMs = earliest(a.overdueAtMs, b.overdueAtMs);
  const confirmedAtMs = earliest(a.confirmedAtMs, b.confirmedAtMs);
  const enrichment = mergeEnrichment(a.enrichment, b.enrichment);
  return {
    execution: newer.execution,
    firstSeenAtMs: Math.min(a.firstSeenAtMs, b.firstSeenAtMs),
    answeredAtMs: newer.answeredAtMs,
    ...(settledAtMs === undefined ? {} : { settledAtMs }),
    ...(overdueAtMs === undefined ? {} : { overdueAtMs }),
    ...(confirmedAtMs === undefined ? {} : { confirmedAtMs }),
    ...(enrichment === undefined ? {} : { enrichment }),
  };
}

function newerOf(a: RecordedExecution, b: RecordedExecution): RecordedExecution {
  if (a.answeredAtMs !== b.answeredAtMs) return a.answeredAtMs > b.answeredAtMs ? a : b;
  return JSON.stringify(a.execution) >= JSON.stringify(b.execution) ? a : b;
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}

const RANK = { pending: 0, unavailable: 1, done: 2 } as const;

/** What is known wins over what is not, then the later try; the first of two that tell the same. */
function mergeEnrichment(a: Enrichment | undefined, b: Enrichment | undefined): Enrichment | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.state !== b.state) return RANK[a.state] > RANK[b.state] ? a : b;
  const [tries, others] = [triesOf(a), triesOf(b)];
  const difference = tries.triedAtMs - others.triedAtMs || tries.attempts - others.attempts;
  if (difference !== 0) return difference > 0 ? a : b;
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b;
}

function triesOf(enrichment: Enrichment): { readonly triedAtMs: number; readonly attempts: number } {
  if (enrichment.state === "done") return { triedAtMs: 0, attempts: 0 };
  return { triedAtMs: enrichment.triedAtMs ?? 0, attempts: enrichment.attempts ?? 0 };
}
