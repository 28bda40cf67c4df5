import { discoveryShards, watchedJobs } from "@perfecto-bot/domain";
import type { PollParts } from "./poll/poll-parts.ts";
import type { Ledger } from "./ports/ledger.ts";
import type { DiscoverShard, Signals } from "./ports/signals.ts";

const MOST_BUILDS = 500;
/** An open build that nobody looked at for this many of its slowest looks has lost its job. */
const LOST_AFTER_STEPS = 36;
const LOST_AFTER_LEAST_MS = 60_000;

/** What keeping the work going needs. */
export interface KeepGoingParts extends Omit<PollParts, "signals"> {
  readonly signals: Signals;
  readonly ledger: Pick<Ledger, "conversationsWithMail">;
}

/**
 * Gives every signal again that may have been lost: changed builds that were not planned, open builds nobody looks at,
 * and conversations with mail. All of it is recorded in the store; the queues are only the alarm clock.
 */
export async function keepGoing(parts: KeepGoingParts): Promise<void> {
  for (const { key } of await parts.pictures.changedBuilds(MOST_BUILDS)) await parts.signals.plan(key);
  const lostAfterMs = Math.max(LOST_AFTER_LEAST_MS, parts.policy.trackEveryMs * LOST_AFTER_STEPS);
  for (const { key, sinceMs } of await parts.pictures.openBuilds()) {
    if (parts.now() - sinceMs > lostAfterMs) await parts.signals.track(key);
  }
  for (const conversation of await parts.ledger.conversationsWithMail()) await parts.signals.lane(conversation);
}

/** Makes the repeating discovery exactly what subscriptions ask for now. */
export async function keepDiscovering({
  labs,
  subscriptions,
  signals,
  discoverEveryMs,
}: Pick<KeepGoingParts, "labs" | "subscriptions" | "signals" | "discoverEveryMs">): Promise<void> {
  const all = await subscriptions.all();
  const shards = [...labs.keys()].flatMap((lab): readonly DiscoverShard[] =>
    discoveryShards(watchedJobs(all, lab)).map((index) => ({ lab, index })),
  );
  await signals.keepDiscovering(shards, discoverEveryMs);
}
