import {
  coversJob,
  decideDiscovery,
  discoveryWindows,
  LAB_WIDE_SHARD,
  shardNames,
  watchedJobs,
  type BuildLine,
  type Execution,
  type SplitBuild,
  type Subscription,
} from "@perfecto-bot/domain";
import type { Lab } from "../ports/lab.ts";
import type { DiscoverShard } from "../ports/signals.ts";
import type { PollParts } from "./poll-parts.ts";
import { needsLooks } from "./needs-looks.ts";
import { recordExecutions } from "./record-executions.ts";
import { watchLab } from "./watch-lab.ts";

/** A run of one shard never takes longer than this, or its lock opens for the next. */
const LOCK_MS = 60_000;

/**
 * Looks for new activity of one shard of watched jobs and opens the builds it finds for tracking.
 * The builds are opened before the look-back is marked as covered, so that a crash repeats work and loses none.
 * Rejects with the lab's error; the next tick is the retry.
 */
export async function discover(parts: PollParts, shard: DiscoverShard): Promise<void> {
  const lab = parts.labs.get(shard.lab);
  if (lab === undefined) return;
  const unlock = await parts.memory.lock(`discover/${shard.lab}/${shard.index}`, LOCK_MS);
  if (unlock === undefined) return;
  try {
    await discoverShard(parts, lab, shard);
  } finally {
    await unlock();
  }
}

async function discoverShard(parts: PollParts, lab: Lab, shard: DiscoverShard): Promise<void> {
  const subscriptions = (await parts.subscriptions.all()).filter(
    (one) => one.lab === lab.id && one.paused === undefined,
  );
  const watched = watchedJobs(subscriptions, lab.id);
  const jobNames = shardNames(watched, shard.index);
  const wanted = shard.index === LAB_WIDE_SHARD ? watched.globs.length > 0 : jobNames.length > 0;
  if (!wanted) return;
  const nowMs = parts.now();
  const marks = await parts.memory.marks(lab.id, shard.index);
  const decision = decideDiscovery(discoveryWindows(parts.discoverEveryMs), marks, nowMs);
  const answer = await watchLab(parts, lab, (asked) =>
    asked.listExecutions({ startedFromMs: decision.fromMs, ...(jobNames.length > 0 ? { jobNames } : {}) }),
  );
  if (answer.truncated)
    parts.onNews({ kind: "answer-truncated", lab: lab.id, what: `discovery of shard ${shard.index}` });
  const names = new Set(answer.executions.flatMap(({ job }) => (job === undefined ? [] : [job.name])));
  await parts.memory
    .lock(`names/${lab.id}/${shard.index}`, 30_000)
    .then((first) => first && parts.pictures.rememberJobNames(lab.id, [...names], nowMs));
  const updates = await recordExecutions(parts, answer, answer.executions, (line, build) =>
    isInteresting(parts, subscriptions, line, build, nowMs),
  );
  for (const [key, { picture }] of updates) {
    if (!needsLooks(picture)) continue;
    await parts.schedule.dueBy("track", key, nowMs);
    await parts.signals.track(key);
  }
  await parts.memory.putMarks(lab.id, shard.index, {
    ...marks,
    ...Object.fromEntries(decision.covers.map((name) => [name, nowMs])),
  });
}

/** Whether somebody subscribed to a build, and it did not end before every such subscription began. */
function isInteresting(
  { policy }: PollParts,
  subscriptions: readonly Subscription[],
  line: BuildLine,
  { executions }: Pick<SplitBuild, "executions">,
  nowMs: number,
): boolean {
  const job = line.kind === "job" ? line.job : undefined;
  const lastMs = lastSignOf(executions, nowMs) + policy.quietPeriodMs;
  return subscriptions.some((one) => coversJob(one.job, job) && lastMs >= one.startsAtMs);
}

/** When a set of executions last showed life, epoch ms. */
function lastSignOf(executions: readonly Execution[], nowMs: number): number {
  const signs = executions.map(({ startedAtMs, endedAtMs }) => endedAtMs ?? startedAtMs ?? nowMs);
  return signs.reduce((a, b) => Math.max(a, b), 0);
}
