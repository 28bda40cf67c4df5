import { conversationKey } from "@perfecto-bot/domain";
import { CHANNEL } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { keepGoing } from "./keep-going.ts";
import { createMemoryWorkSchedule } from "./memory/memory-work-schedule.ts";
import { runScheduled } from "./schedule/run-scheduled.ts";

const START = 1_000_000;
const KEY = "j/acme/Nightly//45";

function open() {
  const schedule = createMemoryWorkSchedule();
  const clock = { nowMs: START };
  const woken: unknown[] = [];
  const note =
    (kind: string) =>
    async (subject: unknown): Promise<void> =>
      void woken.push([kind, subject]);
  const signals = { track: note("track"), plan: note("plan"), lane: note("lane") };
  return { schedule, clock, woken, keepGoing: () => keepGoing({ schedule, signals, now: () => clock.nowMs }) };
}

it("wakes what should have been done some seconds ago: builds to look at and to plan, and conversations with mail", async () => {
  const { schedule, woken, keepGoing: round } = open();
  await schedule.dueBy("track", KEY, START - 10_000);
  await schedule.dueBy("plan", KEY, START - 10_000);
  await schedule.dueBy("outbox", conversationKey(CHANNEL), START - 10_000);
  await round();
  expect(woken).toEqual([
    ["track", KEY],
    ["plan", KEY],
    ["lane", CHANNEL],
  ]);
});

it("leaves alone what is due later, what was just made due, and what is in hand", async () => {
  const { schedule, clock, woken, keepGoing: round } = open();
  await schedule.dueBy("track", "later", START + 60_000);
  await schedule.dueBy("track", "now", START - 100);
  await schedule.dueBy("track", "in hand", START - 600_000);
  const parts = { schedule, now: () => clock.nowMs, onTrouble: () => undefined };
  await runScheduled(parts, "track", "in hand", async () => {
    await round();
    return { kind: "again", afterMs: 300_000 };
  });
  await round();
  expect(woken).toEqual([]);
});

it("however many processes go round, work that fails is tried when its pause is over and not before", async () => {
  const { schedule, clock, woken, keepGoing: round } = open();
  let tries = 0;
  const parts = { schedule, now: () => clock.nowMs, onTrouble: () => undefined };
  await schedule.dueBy("outbox", conversationKey(CHANNEL), START);
  for (; clock.nowMs < START + 60_000; clock.nowMs += 1_000) {
    for (let processes = 0; processes < 3; processes += 1) await round();
    for (; woken.length > 0; woken.pop())
      await runScheduled(parts, "outbox", conversationKey(CHANNEL), async () => {
        tries += 1;
        throw new Error("poison");
      });
  }
  expect(tries).toBeLessThanOrEqual(7);
});
