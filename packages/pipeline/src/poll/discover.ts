import {
  buildKey,
  buildOf,
  coversJob,
  decideDiscovery,
  discoveryWindows,
  LAB_WIDE_SHARD,
  shardNames,
  watchedJobs,
  type BuildKey,
  type Execution,
  type Subscription,
} from "@perfecto-bot/domain";
import type { Lab } from "../ports/lab.ts";
import type { DiscoverShard } from "../ports/signals.ts";
import type { PollParts } from "./poll-parts.ts";
import { lastSignOf, recordExecutions } from "./record-executions.ts";
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
  const fresh = await interesting(parts, subscriptions, answer.executions, nowMs);
  const updates = await recordExecutions(parts, answer, fresh);
  for (const [key, { picture }] of updates) {
    if (picture.final !== undefined) continue;
    await parts.pictures.openBuild(key, nowMs);
    await parts.signals.track(key);
  }
  await parts.memory.putMarks(lab.id, shard.index, {
    ...marks,
    ...Object.fromEntries(decision.covers.map((name) => [name, nowMs])),
  });
}

/** Executions of builds that somebody subscribed to and that did not end before every such subscription began. */
async function interesting(
  parts: PollParts,
  subscriptions: readonly Subscription[],
  executions: readonly Execution[],
  nowMs: number,
): Promise<readonly Execution[]> {
  const groups = Map.groupBy(executions, (execution) => buildKey(buildOf(execution)));
  const kept: Execution[] = [];
  for (const [key, own] of groups) {
    if (await isInteresting(parts, subscriptions, key, own, nowMs)) kept.push(...own);
  }
  return kept;
}

async function isInteresting(
  { policy, pictures }: PollParts,
  subscriptions: readonly Subscription[],
  key: BuildKey,
  executions: readonly Execution[],
  nowMs: number,
): Promise<boolean> {
  const job = executions[0]?.job?.name;
  const covering = subscriptions.filter((one) => coversJob(one.job, job));
  if (covering.length === 0) return false;
  const lastMs = lastSignOf(executions, nowMs) + policy.quietPeriodMs;
  if (covering.some((one) => lastMs >= one.startsAtMs)) return true;
  return (await pictures.load(key)) !== undefined;
}
