import { compactExecution, orderRows, type Execution, type TimeWindow } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { ExecutionQuery, Lab } from "../ports/lab.ts";
import type { Fetched, FetchProgress, LabOutcome, OnRows, StopReason } from "./fetched.ts";
import { readLab } from "./read-lab.ts";

/** Rows that one question lists at most. */
export const MOST_ROWS = 10_000;
/** How often one question asks a lab at most: up to twice as many requests, and about 100,000 executions. */
export const MOST_ASKS = 120;

/** A lab and what it is asked, as `labQueries` says. */
export interface LabAsk {
  readonly lab: Lab;
  /** Its times and pages are replaced. */
  readonly query: ExecutionQuery;
}

/** What to read. */
export interface FetchRequest {
  readonly labs: readonly LabAsk[];
  readonly window: TimeWindow;
  /** Which executions are wanted; everything the labs answer is looked at. */
  readonly keep: (execution: Execution) => boolean;
  /** Default: {@link MOST_ROWS}. */
  readonly cap?: number;
  /** Default: {@link MOST_ASKS}, for each lab. */
  readonly mostAsks?: number;
  readonly onRows?: OnRows;
  readonly signal?: AbortSignal;
  readonly now: Clock;
}

/**
 * Reads the executions of a window that began in it, from several labs side by side. Those whose start is unknown are kept
 * where a lab gives them. Rows are compact, as the picture keeps them: see {@link compactExecution}.
 *
 * A lab's error, the cap, and an asker who gives up end reading early: what is known then is the answer, with the reason
 * and with the newest part of the window that was read without a gap. Each lab ends for itself.
 */
export async function fetchExecutions(request: FetchRequest): Promise<Fetched> {
  const { labs, window, keep, cap = MOST_ROWS, mostAsks = MOST_ASKS, onRows, now } = request;
  const beganAtMs = now();
  const seen = new Set<string>();
  const kept = new Map<string, Execution>();
  const outcomes = new Map<string, LabOutcome>(
    labs.map(({ lab }) => [
      lab.id,
      { lab: lab.id, complete: false, readFromMs: window.toMs, readToMs: window.toMs, unread: [window], asks: 0 },
    ]),
  );

  function keepNew(executions: readonly Execution[]): readonly Execution[] {
    const fresh: Execution[] = [];
    for (const execution of executions) {
      if (!beganWithin(window, execution)) continue;
      const key = JSON.stringify([execution.lab, execution.id]);
      seen.add(key);
      if (!keep(execution)) continue;
      const known = kept.get(key);
      const row = compactExecution(execution);
      if (known === undefined) fresh.push(row);
      kept.set(key, known === undefined ? row : (orderRows([known, row])[0] ?? row));
    }
    return orderRows(fresh);
  }

  const progress = (): FetchProgress => {
    const all = [...outcomes.values()];
    const stopped = all.find(({ complete }) => !complete)?.stoppedBecause;
    return {
      window,
      total: kept.size,
      examined: seen.size,
      complete: all.every(({ complete }) => complete),
      ...(stopped === undefined ? {} : { stoppedBecause: stopped }),
      readFromMs: all.reduce((latest, { readFromMs }) => Math.max(latest, readFromMs), window.fromMs),
      readToMs: window.toMs,
      asOfMs: oldestAnswerMs(all) ?? beganAtMs,
      asks: all.reduce((sum, { asks }) => sum + asks, 0),
      labs: all,
    };
  };

  onRows?.([], progress());
  const giveUp = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, giveUp.signal]) : giveUp.signal;
  try {
    await Promise.all(
      labs.map(async ({ lab, query }) => {
        const receive = (executions: readonly Execution[], outcome: LabOutcome): void => {
          outcomes.set(lab.id, outcome);
          const fresh = keepNew(executions);
          onRows?.(fresh, progress());
        };
        const isBeyondCap = (endMs: number): boolean => countFrom(kept.values(), endMs) >= cap;
        outcomes.set(lab.id, await readLab({ lab, query, window, cap, mostAsks, signal, receive, isBeyondCap }));
      }),
    );
  } finally {
    // What is no lab's error ends all labs; nobody would wait for the others.
    giveUp.abort();
  }
  return listed(progress(), orderRows([...kept.values()]), cap);
}

/** Cuts the list at the cap and says so. */
function listed(progress: FetchProgress, rows: readonly Execution[], cap: number): Fetched {
  const last = rows[cap - 1];
  if (rows.length <= cap) return { ...progress, rows };
  const stoppedBecause: StopReason = progress.stoppedBecause ?? { kind: "cap", cap };
  // Others that began in the same moment as the last row may have been cut off.
  const listedFromMs = last?.startedAtMs === undefined ? progress.readFromMs : last.startedAtMs + 1;
  const readFromMs = Math.max(progress.readFromMs, listedFromMs);
  return { ...progress, complete: false, stoppedBecause, readFromMs, rows: rows.slice(0, cap) };
}

function beganWithin({ fromMs, toMs }: TimeWindow, { startedAtMs }: Execution): boolean {
  return startedAtMs === undefined || (startedAtMs >= fromMs && startedAtMs < toMs);
}

function countFrom(executions: Iterable<Execution>, fromMs: number): number {
  let count = 0;
  for (const { startedAtMs } of executions) if (startedAtMs !== undefined && startedAtMs >= fromMs) count += 1;
  return count;
}

function oldestAnswerMs(outcomes: readonly LabOutcome[]): number | undefined {
  const answers = outcomes.map(({ asOfMs }) => asOfMs).filter((at) => at !== undefined);
  return answers.length === 0 ? undefined : answers.reduce((a, b) => Math.min(a, b));
}
