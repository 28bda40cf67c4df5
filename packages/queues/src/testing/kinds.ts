import { buildKey, type BuildKey, type Conversation } from "@perfecto-bot/domain";
import type { DiscoverShard, Next, Workers } from "@perfecto-bot/pipeline";
import type { QueueSignals } from "../create-signals.ts";
import type { QueueName } from "../queue-name.ts";

/** A build with a name that no id may contain. */
export const BUILD: BuildKey = buildKey({
  kind: "job",
  lab: "öst/1:2",
  job: `Nightly {*} ${"夜".repeat(300)}`,
  number: 45,
});

/** A conversation with such an id. */
export const CONVERSATION: Conversation = { channel: "slack", workspace: "T1", id: "C:1/ü" };

/** A shard of such a lab. */
const SHARD: DiscoverShard = { lab: "öst:1", index: -1 };

/** Later than any test lasts. */
export const FAR_OFF_MS = 3_600_000;

/** What a handler of each queue gets. */
export const SUBJECTS = { track: BUILD, plan: BUILD, lane: CONVERSATION, discover: SHARD } as const;

/** The signal that wakes each queue. */
export function signalOf(signals: QueueSignals, name: QueueName): Promise<void> {
  switch (name) {
    case "track":
      return signals.track(BUILD);
    case "plan":
      return signals.plan(BUILD);
    case "lane":
      return signals.lane(CONVERSATION);
    case "discover":
      return signals.discover(SHARD);
  }
}

/** Workers that all do the same and are done then. */
export function allDo(run: (subject: unknown) => Promise<void>): Workers {
  const thenDone = async (subject: unknown) => {
    await run(subject);
    return { kind: "done" as const };
  };
  return { discover: run, plan: thenDone, track: thenDone, lane: thenDone };
}

/** Look again after so many ms. */
export function again(afterMs: number): Next {
  return { kind: "again", afterMs };
}
