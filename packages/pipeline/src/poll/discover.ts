import { LAB_WIDE_SHARD, shardNames } from "@perfecto-bot/domain";
import type { Lab } from "../ports/lab.ts";
import type { DiscoverShard } from "../ports/signals.ts";
import type { PollParts } from "./poll-parts.ts";
import { readLook } from "./read-look.ts";
import { openSetAsides } from "./set-asides.ts";

/** A run of one shard never takes longer than this, or its lock opens for the next. */
const LOCK_MS = 60_000;

/**
 * Looks for new activity of one shard of watched jobs and opens the builds it finds for tracking. What a look should read is
 * marked as covered part by part as it is read whole, after the builds in it were opened, so that a crash repeats little
 * and loses nothing. What is left when the time of a run is over is signalled at once.
 * Rejects with the lab's error; the next tick is the retry.
 */
export async function discover(parts: PollParts, shard: DiscoverShard): Promise<void> {
  const lab = parts.labs.get(shard.lab);
  if (lab === undefined) return;
  const unlock = await parts.memory.lock(`discover/${shard.lab}/${shard.index}`, LOCK_MS);
  if (unlock === undefined) return;
  let isLeft = false;
  try {
    isLeft = await discoverShard(parts, lab, shard);
  } finally {
    await unlock();
  }
  if (isLeft) await parts.signals.discover(shard);
}

/** Answers whether something is left to read. */
async function discoverShard(parts: PollParts, lab: Lab, shard: DiscoverShard): Promise<boolean> {
  const subscriptions = await parts.subscriptions.inLab(lab.id);
  const { watched } = subscriptions;
  const jobNames = shardNames(watched, shard.index);
  const wanted = shard.index === LAB_WIDE_SHARD ? watched.globs.length > 0 : jobNames.length > 0;
  if (!wanted) return false;
  const aside = await openSetAsides(parts, lab.id);
  await aside.keepOnly(({ kind, job }) =>
    kind === "asking"
      ? watched.names.includes(job)
      : subscriptions.covering(job).some((one) => one.paused === undefined),
  );
  const { seenJobs, isLeft } = await readLook(parts, lab, { shard, jobNames, subscriptions, aside });
  await parts.memory
    .lock(`names/${lab.id}/${shard.index}`, 30_000)
    .then((first) => first && parts.pictures.rememberJobNames(lab.id, seenJobs, parts.now()));
  return isLeft;
}
