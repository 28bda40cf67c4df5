import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRedisRateBudgets } from "@perfecto-bot/store";
import { startPrivateRedis } from "@perfecto-bot/store/private-redis";
import { Redis } from "ioredis";
import type { BenchResult } from "./bench-result.ts";

const LANES = 600;
/** What Slack allows a workspace: 50 edits a minute, of which ten may come at once. */
const EDITS = { max: 50, perMs: 60_000, burst: 10 };
const RUNS_BUDGET = 3;
/** Where others go first a lane is told a new turn as often as that happened while it waited for the last one. */
const OVERTAKEN_RUNS_BUDGET = 6;
const TIME_BUDGET = 1.05;
const URGENT = 1;
const FINAL = 3;
const PROGRESS = 4;

/** One case: how late alarms are, at most, and who wants something of the same budget besides. */
interface Case {
  readonly name: string;
  readonly alarmsLateMs: number;
  /** Calls that go before the final edits: they come evenly over ten minutes. */
  readonly urgent: number;
  readonly progress: number;
}

const CASES: readonly Case[] = [
  { name: "alarms on time", alarmsLateMs: 0, urgent: 0, progress: 0 },
  { name: "alarms up to 2 s late", alarmsLateMs: 2_000, urgent: 0, progress: 0 },
  { name: "300 progress edits besides, alarms up to 0.2 s late", alarmsLateMs: 200, urgent: 0, progress: 300 },
  { name: "100 more urgent calls besides, alarms up to 0.2 s late", alarmsLateMs: 200, urgent: 100, progress: 0 },
];

/** 600 conversations with one final edit each and one budget, which is that of a workspace: how often each lane runs, and when the last edit is made. */
export async function drainEdits(): Promise<readonly BenchResult[]> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-bench-"));
  const server = await startPrivateRedis({ directory });
  const redis = new Redis(server.url);
  try {
    const results: BenchResult[] = [];
    for (const one of CASES) results.push(resultOf(one, await drain(redis, one)));
    return results;
  } finally {
    redis.disconnect();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Drained {
  /** How often each lane with a final edit ran. */
  readonly runs: readonly number[];
  readonly lastMs: number;
}

/** Lets the lanes run, each when its alarm goes off. The time between is skipped. */
async function drain(redis: Redis, { name, alarmsLateMs, urgent, progress }: Case): Promise<Drained> {
  const startMs = performance.now();
  let skippedMs = 0;
  const nowMs = (): number => performance.now() - startMs + skippedMs;
  const budgets = createRedisRateBudgets({ redis, shiftMs: () => skippedMs });
  const budget = { scope: name, ...EDITS };
  const lanesOf = (priority: number, length: number, everyMs: number) =>
    Array.from({ length }, (_, index) => ({
      claim: { waiter: `${priority}/${index}`, priority, spare: priority === PROGRESS ? 0.5 : 0 },
      runs: 0,
      alarmMs: index * everyMs,
    }));
  const finals = lanesOf(FINAL, LANES, 0);
  let open = [...lanesOf(PROGRESS, progress, 0), ...finals, ...lanesOf(URGENT, urgent, 600_000 / urgent)];
  let lastMs = 0;
  while (open.some(({ claim }) => claim.priority === FINAL)) {
    const next = open.reduce((soonest, one) => (one.alarmMs < soonest.alarmMs ? one : soonest));
    skippedMs += Math.max(0, next.alarmMs - nowMs());
    next.runs += 1;
    const answer = await budgets.take([budget], next.claim);
    if (answer.granted) {
      open = open.filter((one) => one !== next);
      if (next.claim.priority === FINAL) lastMs = nowMs();
    } else next.alarmMs = nowMs() + answer.retryAfterMs + Math.random() * alarmsLateMs;
  }
  return { runs: finals.map(({ runs }) => runs), lastMs };
}

/** When the last of so many calls may be made: whole minutes of 50, then ten at once, then one every 1.2 s. */
function bestMs(calls: number): number {
  return (calls / EDITS.max - 1) * EDITS.perMs + (EDITS.max - EDITS.burst) * (EDITS.perMs / EDITS.max);
}

function resultOf({ name, urgent }: Case, { runs, lastMs }: Drained): BenchResult {
  const idealMs = bestMs(LANES + urgent);
  const runsBudget = urgent === 0 ? RUNS_BUDGET : OVERTAKEN_RUNS_BUDGET;
  const all = runs.reduce((sum, one) => sum + one, 0);
  const minutes = (ms: number): string => `${(ms / 60_000).toFixed(1)} min`;
  return {
    name: `${LANES} lanes with one final edit each, ${EDITS.max} edits a minute, ${name}: runs of lanes`,
    figure: `${all}, ${(all / LANES).toFixed(2)} a lane, ${Math.max(...runs)} at most; the last edit after ${minutes(lastMs)} (${minutes(idealMs)} at best)`,
    budget: `≤ ${runsBudget} a lane, ≤ ${TIME_BUDGET} × the best time`,
    within: all <= runsBudget * LANES && lastMs <= TIME_BUDGET * idealMs,
  };
}
