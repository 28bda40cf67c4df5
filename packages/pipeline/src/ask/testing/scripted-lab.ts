import type { Execution } from "@perfecto-bot/domain";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";
import { LabError, type ExecutionQuery, type Lab } from "../../ports/lab.ts";

/** How a scripted lab gives its pages. */
export type PageOrder = "newest-first" | "oldest-first" | "any";

/** A lab that answers from a list, with both ends of a window included, as a real one may. */
export interface ScriptedLab {
  readonly lab: Lab;
  /** What it was asked, oldest first. */
  readonly asked: readonly ExecutionQuery[];
  /** How many pages it gave, wasted ones included. */
  readonly pages: () => number;
  /** How many questions were open at once at most. */
  readonly mostAtOnce: () => number;
}

/** What happens to a question before it is answered; the index counts questions from 0. */
export type Script = (query: ExecutionQuery, index: number, signal: AbortSignal | undefined) => Promise<void> | void;

/** A lab with these executions. */
export function scriptedLab(
  executions: readonly Execution[],
  options: {
    readonly id?: string;
    readonly pageSize?: number;
    readonly order?: PageOrder;
    readonly script?: Script;
  } = {},
): ScriptedLab {
  const { id = "acme", pageSize = 10, order = "newest-first", script } = options;
  const asked: ExecutionQuery[] = [];
  const sorted = executions.toSorted(ORDERS[order]);
  let pages = 0;
  let open = 0;
  let mostAtOnce = 0;
  const lab: Lab = {
    id,
    links: { build: () => "", execution: () => "" },
    listCommands: async () => [],
    listExecutions: async (query, signal) => {
      asked.push(query);
      open += 1;
      mostAtOnce = Math.max(mostAtOnce, open);
      try {
        await script?.(query, asked.length - 1, signal);
        if (signal?.aborted === true) throw new LabError("unreachable", id, "the caller gave up");
        const matching = sorted.filter((execution) => matches(query, execution));
        const most = pageSize * (query.maxPages ?? 100);
        pages += Math.max(1, Math.ceil(Math.min(matching.length, most) / pageSize));
        return {
          executions: matching.slice(0, most),
          processing: "complete",
          answeredAtMs: NINE + asked.length,
          truncated: matching.length >= most,
        };
      } finally {
        open -= 1;
      }
    },
  };
  return { lab, asked, pages: () => pages, mostAtOnce: () => mostAtOnce };
}

/** So many executions, `everyMs` apart, the newest so long before nine. */
export function executionsEvery(everyMs: number, count: number, overrides: Partial<Execution> = {}): Execution[] {
  return Array.from({ length: count }, (_, index) =>
    anExecution({ id: `e${index}`, startedAtMs: NINE - everyMs * (index + 1), ...overrides }),
  );
}

const ORDERS: Readonly<Record<PageOrder, (a: Execution, b: Execution) => number>> = {
  "newest-first": (a, b) => (b.startedAtMs ?? 0) - (a.startedAtMs ?? 0),
  "oldest-first": (a, b) => (a.startedAtMs ?? 0) - (b.startedAtMs ?? 0),
  any: (a, b) => scrambled(a.id) - scrambled(b.id),
};

function scrambled(text: string): number {
  return Array.from(text).reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9_973, 7);
}

function matches(query: ExecutionQuery, { startedAtMs, job }: Execution): boolean {
  const { startedFromMs = -Infinity, startedToMs = Infinity, jobNames, jobNumber } = query;
  if (jobNames !== undefined && (job === undefined || !jobNames.includes(job.name))) return false;
  if (jobNumber !== undefined && job?.number !== jobNumber) return false;
  return startedAtMs === undefined || (startedAtMs >= startedFromMs && startedAtMs <= startedToMs);
}
