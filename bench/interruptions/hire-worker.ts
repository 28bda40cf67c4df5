import { conversationKey, parseConversationKey } from "@perfecto-bot/domain";
import {
  deliver,
  discover,
  keepGoing,
  planChangedBuild,
  runScheduled,
  track,
  type DeliveryParts,
  type Next,
  type PlanningParts,
  type PollParts,
} from "@perfecto-bot/pipeline";
import { chatFails, labFails, type MortalWorker } from "@perfecto-bot/pipeline/memory";
import { LAB } from "./history.ts";
import { DISCOVER_EVERY_MS, type Job, type World } from "./open-world.ts";

/** Does one piece of work of the queues, with what a worker holds in its hand. */
export type DoWork = (job: Job) => Promise<Next>;

const DONE: Next = { kind: "done" };

/** Gives a worker its parts of the world. `skewMs`: how far its own clock is ahead. */
export function hireWorker(world: World, { hold }: MortalWorker, skewMs: number): DoWork {
  const { stores, lab, chat, queue, links, policy } = world;
  const now = (): number => world.now() + skewMs;
  const held = {
    schedule: hold(stores.schedule),
    pictures: hold(stores.pictures),
    histories: hold(stores.histories),
    subscriptions: hold(stores.subscriptions),
    ledger: hold(stores.ledger),
    memory: hold(stores.memory),
    budgets: hold(stores.budgets),
    signals: hold(queue.signals),
  };
  const poll: PollParts = {
    ...held,
    labs: new Map([[LAB, hold(lab, labFails)]]),
    now,
    policy,
    discoverEveryMs: DISCOVER_EVERY_MS,
    onNews: () => undefined,
  };
  const planning: PlanningParts = { ...held, links, now, quietPeriodMs: policy.quietPeriodMs };
  const delivery: DeliveryParts = {
    ...held,
    channels: new Map([[chat.name, hold(chat, chatFails)]]),
    now,
    onTrouble: world.pause,
    onFinding: world.heed,
    onNews: () => undefined,
  };
  const scheduled = { schedule: held.schedule, now, onTrouble: () => undefined };
  return async ({ kind, subject }) => {
    switch (kind) {
      case "discover":
        await discover(poll, { lab: LAB, index: Number(subject) });
        return DONE;
      case "track":
        return runScheduled(scheduled, "track", subject, () => track(poll, subject));
      case "plan":
        return runScheduled(scheduled, "plan", subject, async () => {
          await planChangedBuild(planning, subject);
          return DONE;
        });
      case "lane": {
        const conversation = parseConversationKey(subject);
        return runScheduled(scheduled, "outbox", conversationKey(conversation), () => deliver(delivery, conversation));
      }
      case "keep-going":
        await keepGoing({ schedule: held.schedule, signals: held.signals, now });
        return DONE;
    }
  };
}
