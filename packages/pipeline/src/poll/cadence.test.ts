import { expect, it } from "vitest";
import { keepGoing } from "../keep-going.ts";
import { ciSaid } from "./ci-said.ts";
import { openPoll, type OpenPoll } from "./testing/open-poll.ts";
import { ran } from "./testing/ran.ts";

const STEP_MINUTES = 1 / 12;
const MINUTES = 120;

/**
 * How often the lab is asked for the open builds in two hours: by their own alarms alone, or with so many processes that also
 * wake every five seconds what seems lost.
 */
async function requests(begin: (poll: OpenPoll) => Promise<void>, processes: number): Promise<number> {
  const poll = await openPoll();
  await begin(poll);
  const before = poll.asked.length;
  const alarms = new Map((await poll.open()).map((key) => [key, 0]));
  const wake = async (key: string): Promise<void> => void alarms.set(key, 0);
  const signals = { track: wake, plan: async () => undefined, lane: async () => undefined };
  for (let minute = 1; minute < MINUTES; minute += STEP_MINUTES) {
    poll.moveTo(minute);
    for (let one = 0; one < processes; one += 1)
      await keepGoing({ schedule: poll.parts.schedule, signals, now: poll.parts.now });
    for (const [key, atMs] of alarms) {
      if (atMs > poll.parts.now()) continue;
      alarms.delete(key);
      const next = await poll.track(key);
      if (next.kind === "again") alarms.set(key, poll.parts.now() + next.afterMs);
    }
  }
  return poll.asked.length - before;
}

it.each<[string, (poll: OpenPoll) => Promise<void>]>([
  [
    "a silent build that CI announced",
    async (poll) => {
      await ciSaid(poll.parts, { lab: "acme", job: "Nightly", number: 45, state: "started" });
    },
  ],
  [
    "a final build with 25 videos that never come",
    async (poll) => {
      const stuck = Array.from({ length: 25 }, (_, index) => `t${index} F 0-1`).join(", ");
      poll.show(ran(stuck, { name: "Nightly", number: 45 }), "processing");
      poll.moveTo(1);
      await poll.discover();
    },
  ],
])("%s is looked at as often as its cadence says, however many processes keep things going", async (_what, begin) => {
  const alone = await requests(begin, 0);
  expect(alone).toBeGreaterThan(20);
  expect(await requests(begin, 3)).toBeLessThanOrEqual(alone * 1.1);
});
