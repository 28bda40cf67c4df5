import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Secret, type TimeWindow } from "@perfecto-bot/domain";
import { createLab } from "@perfecto-bot/perfecto";
import { fetchExecutions, type RateBudgets } from "@perfecto-bot/pipeline";
import { createMemoryRateBudgets } from "@perfecto-bot/pipeline/memory";
import type { BenchResult } from "./bench-result.ts";
import type { LabProcessData, LabProcessReady } from "./lab-process.ts";

const EXECUTIONS = 10_000;
const JOBS = 1_000;
const PAGE_MS = 100;
const DAY_MS = 86_400_000;
const ROUNDS = 3;
/** The lab's usual budget: 10 requests a second, of which a rest saves up three seconds' worth. */
const RATE = 10;
const SAVED_UP = 30;
const SPAN_MS = 3_000;
const FASTER_BUDGET = 3;
const FIRST_ROWS_BUDGET_MS = 1_000;
const REQUESTS_BUDGET = 1.25;

interface Reading {
  readonly tookMs: number;
  readonly firstRowsMs: number;
  /** When each request was sent, epoch ms. */
  readonly sentAtMs: readonly number[];
}

/** A question over a day of 10,000 executions, against the same client reading one page after another. */
export async function askLab(): Promise<readonly BenchResult[]> {
  const endMs = Date.now();
  const window = { fromMs: endMs - DAY_MS, toMs: endMs };
  const withinMs = DAY_MS - 3_600_000;
  const jobs = { seed: "ask", jobs: JOBS, executionsPerBuild: EXECUTIONS / JOBS, withinMs, endMs: endMs - 1_800_000 };
  const data: LabProcessData = { settings: { latencyMs: PAGE_MS }, jobs };
  // A process of its own, as a lab is elsewhere: its work is not the bot's.
  const child = fork(fileURLToPath(new URL("lab-process.ts", import.meta.url)), [JSON.stringify(data)]);
  try {
    const [lab]: LabProcessReady[] = await once(child, "message");
    if (lab === undefined) throw new Error("the lab did not say where it is");
    const compared = await compare(lab, window);
    const { ours, inTurn } = compared;
    const most = mostWithin(SPAN_MS, ours.sentAtMs);
    const mostAllowed = SAVED_UP + (RATE * SPAN_MS) / 1_000;
    const [requests, needed] = [ours.sentAtMs.length, inTurn.sentAtMs.length];
    return [
      {
        name: `question over ${EXECUTIONS} executions, ${PAGE_MS} ms a page, at ${RATE} requests/s`,
        figure: `${(inTurn.tookMs / ours.tookMs).toFixed(1)} × faster than one page after another (${figures(compared)})`,
        budget: `≥ ${FASTER_BUDGET} ×`,
        within: inTurn.tookMs >= FASTER_BUDGET * ours.tookMs,
      },
      {
        name: "the same: requests",
        figure: `${requests}, at most ${most} within ${SPAN_MS / 1_000} s; one page after another: ${needed}`,
        budget: `≤ ${REQUESTS_BUDGET} ×, ≤ ${mostAllowed} within ${SPAN_MS / 1_000} s`,
        within: requests <= REQUESTS_BUDGET * needed && most <= mostAllowed,
      },
      {
        name: "the same: first rows",
        figure: `${Math.round(ours.firstRowsMs)} ms`,
        budget: `≤ ${FIRST_ROWS_BUDGET_MS} ms`,
        within: ours.firstRowsMs <= FIRST_ROWS_BUDGET_MS,
      },
    ];
  } finally {
    child.disconnect();
  }
}

interface Comparison {
  readonly inTurn: Reading;
  readonly ours: Reading;
}

/** The middle one of a few rounds of each, by turns. */
async function compare(lab: LabProcessReady, window: TimeWindow): Promise<Comparison> {
  const inTurn: Reading[] = [];
  const ours: Reading[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    inTurn.push(await read(lab, window, true));
    ours.push(await read(lab, window, false));
  }
  return { inTurn: middle(inTurn), ours: middle(ours) };
}

/** A fresh client with a fresh budget reads everything. */
async function read(lab: LabProcessReady, window: TimeWindow, inTurn: boolean): Promise<Reading> {
  const sentAtMs: number[] = [];
  const budgets = noting(createMemoryRateBudgets(), sentAtMs);
  const token = new Secret(lab.token);
  const client = createLab({
    id: "bench",
    baseUrl: lab.baseUrl,
    token,
    budgets,
    requestsPerSecond: RATE,
    now: Date.now,
  });
  const startMs = performance.now();
  let firstRowsMs = Infinity;
  const onRows = (rows: readonly unknown[]): void => {
    if (rows.length > 0) firstRowsMs = Math.min(firstRowsMs, performance.now() - startMs);
  };
  try {
    const times = { startedFromMs: window.fromMs, startedToMs: window.toMs };
    const found = inTurn
      ? (await client.listExecutions({ ...times, pagesAtOnce: 1 })).executions
      : (
          await fetchExecutions({
            labs: [{ lab: client.forQuestions, query: {} }],
            window,
            keep: () => true,
            onRows,
            now: Date.now,
          })
        ).rows;
    if (found.length !== EXECUTIONS) throw new Error(`${found.length} executions were read of ${EXECUTIONS}`);
    return { tookMs: performance.now() - startMs, firstRowsMs, sentAtMs };
  } finally {
    await client.close();
  }
}

function noting(budgets: RateBudgets, sentAtMs: number[]): RateBudgets {
  return {
    ...budgets,
    take: async (wanted, claim) => {
      const answer = await budgets.take(wanted, claim);
      if (answer.granted) sentAtMs.push(Date.now());
      return answer;
    },
  };
}

function middle(readings: readonly Reading[]): Reading {
  const sorted = readings.toSorted((a, b) => a.tookMs - b.tookMs);
  const chosen = sorted[Math.floor(sorted.length / 2)];
  if (chosen === undefined) throw new Error("nothing was read");
  return chosen;
}

function mostWithin(spanMs: number, timesMs: readonly number[]): number {
  return Math.max(...timesMs.map((fromMs) => timesMs.filter((at) => at >= fromMs && at < fromMs + spanMs).length));
}

function figures({ ours, inTurn }: Comparison): string {
  return `${(ours.tookMs / 1000).toFixed(2)} s against ${(inTurn.tookMs / 1000).toFixed(2)} s`;
}
