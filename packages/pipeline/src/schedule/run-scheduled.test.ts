import { describe, expect, it } from "vitest";
import { createMemoryWorkSchedule } from "../memory/memory-work-schedule.ts";
import { SET_ASIDE_AFTER } from "./decide-retry.ts";
import type { Next } from "../ports/signals.ts";
import { runScheduled, type WorkTrouble } from "./run-scheduled.ts";

const KEY = "j/acme/Nightly//45";
const START = 1_000_000;
const ALWAYS = Number.MAX_SAFE_INTEGER;

function open() {
  const schedule = createMemoryWorkSchedule();
  const clock = { nowMs: START };
  const troubles: WorkTrouble[] = [];
  const parts = { schedule, now: () => clock.nowMs, onTrouble: (trouble: WorkTrouble) => void troubles.push(trouble) };
  const run = (work: () => Promise<Next>): Promise<Next> => runScheduled(parts, "track", KEY, work);
  const due = async (): Promise<readonly number[]> =>
    (await schedule.overdue("track", ALWAYS, 5)).map(({ dueAtMs }) => dueAtMs);
  return { schedule, clock, troubles, run, due };
}

const broken = async (): Promise<Next> => {
  throw new TypeError("no such thing");
};

describe("a run", () => {
  it("moves its own entry to the time it says, and takes it away when it is done", async () => {
    const { schedule, run, due } = open();
    await schedule.dueBy("track", KEY, START - 5);
    expect(await run(async () => ({ kind: "again", afterMs: 30_000 }))).toEqual({ kind: "again", afterMs: 30_000 });
    expect(await due()).toEqual([START + 30_000]);
    expect(await run(async () => ({ kind: "done" }))).toEqual({ kind: "done" });
    expect(await due()).toEqual([]);
  });

  it("is nobody else's to wake while it is in hand, however long it has been due", async () => {
    const { schedule, clock, run } = open();
    await schedule.dueBy("track", KEY, START - 600_000);
    await run(async () => {
      clock.nowMs += 20_000;
      expect(await schedule.overdue("track", clock.nowMs, 5)).toEqual([]);
      return { kind: "done" };
    });
  });

  it("leaves due what was made due while it ran", async () => {
    const { schedule, run, due } = open();
    await schedule.dueBy("track", KEY, START);
    await run(async () => {
      await schedule.dueBy("track", KEY, START + 1);
      return { kind: "done" };
    });
    expect(await due()).toEqual([START + 1]);
  });
});

describe("a run that throws", () => {
  it("is tried six times in the first 60 s, whoever asks however often", async () => {
    const { schedule, clock, run, troubles } = open();
    for (; clock.nowMs < START + 60_000; clock.nowMs += 250) {
      await schedule.dueBy("track", KEY, clock.nowMs);
      await run(broken);
    }
    expect(troubles.map(({ failures }) => failures)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(troubles.at(-1)).toMatchObject({ kind: "track", subject: KEY, pauseMs: 32_000, setAside: false });
  });

  it("is set aside in the end, which is said once, and is tried once an hour", async () => {
    const { clock, run, troubles, schedule } = open();
    while (troubles.length < SET_ASIDE_AFTER + 3) {
      const next = await run(broken);
      clock.nowMs += next.kind === "again" ? next.afterMs : 0;
    }
    expect(troubles.filter(({ setAside }) => setAside)).toHaveLength(1);
    expect(troubles.at(-1)?.pauseMs).toBe(3_600_000);
    expect(await schedule.failing("track", SET_ASIDE_AFTER)).toMatchObject([
      { subject: KEY, failures: SET_ASIDE_AFTER + 3, sinceMs: START, detail: "TypeError: no such thing" },
    ]);
  });

  it("is as good as new after one success", async () => {
    const { clock, run, schedule, troubles } = open();
    await run(broken);
    clock.nowMs += 1_000;
    await run(async () => ({ kind: "done" }));
    expect(await schedule.failing("track", 1)).toEqual([]);
    await run(broken);
    expect(troubles.at(-1)?.failures).toBe(1);
  });

  it("is tried at once when somebody asks for all that failed to be tried", async () => {
    const { run, schedule, clock } = open();
    await run(broken);
    await schedule.retryFailed("track", clock.nowMs);
    expect(await run(async () => ({ kind: "done" }))).toEqual({ kind: "done" });
  });

  it("rejects where the schedule cannot be reached: the queue tries again", async () => {
    const { run, schedule } = open();
    Object.assign(schedule, { fail: () => Promise.reject(new Error("no Redis")) });
    await expect(run(broken)).rejects.toThrow("no Redis");
  });
});
