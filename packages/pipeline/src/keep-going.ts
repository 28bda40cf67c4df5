import { discoveryShards, parseConversationKey } from "@perfecto-bot/domain";
import type { PollParts } from "./poll/poll-parts.ts";
import type { Clock } from "./ports/clock.ts";
import type { DiscoverShard, Signals } from "./ports/signals.ts";
import { WORK_KINDS, type WorkKind, type WorkSchedule } from "./ports/work-schedule.ts";

/** Due for so long, and still not in anybody's hand: its wake-up was lost. */
const LOST_AFTER_MS = 5_000;
const MOST_AT_ONCE = 500;

/** What keeping the work going needs. */
export interface KeepGoingParts {
  readonly schedule: Pick<WorkSchedule, "overdue">;
  readonly signals: Pick<Signals, "track" | "plan" | "lane">;
  readonly now: Clock;
}

/**
 * Wakes again what should have been done by now: the queues are only the alarm clock, and an alarm may be lost. What is not
 * due yet is left alone, so that this never looks sooner than a cadence or a pause allows.
 */
export async function keepGoing({ schedule, signals, now }: KeepGoingParts): Promise<void> {
  const wake: Readonly<Record<WorkKind, (subject: string) => Promise<void>>> = {
    track: signals.track,
    plan: signals.plan,
    outbox: (subject) => signals.lane(parseConversationKey(subject)),
  };
  for (const kind of WORK_KINDS) {
    const overdue = await schedule.overdue(kind, now() - LOST_AFTER_MS, MOST_AT_ONCE);
    for (const { subject } of overdue) await wake[kind](subject);
  }
}

/** Makes the repeating discovery exactly what subscriptions ask for now. */
export async function keepDiscovering({
  labs,
  subscriptions,
  signals,
  discoverEveryMs,
}: Pick<PollParts, "labs" | "subscriptions" | "discoverEveryMs"> & {
  readonly signals: Pick<Signals, "keepDiscovering">;
}): Promise<void> {
  const shards = await Promise.all(
    [...labs.keys()].map(async (lab): Promise<readonly DiscoverShard[]> => {
      const { watched } = await subscriptions.inLab(lab);
      return discoveryShards(watched).map((index) => ({ lab, index }));
    }),
  );
  await signals.keepDiscovering(shards.flat(), discoverEveryMs);
}
