import { expect, test } from "vitest";
import type { QueueName } from "./queue-name.ts";
import { eventually } from "./testing/eventually.ts";
import { allDo, BUILD, signalOf } from "./testing/kinds.ts";
import { redisUrl } from "./testing/redis-url.ts";
import { stage } from "./testing/stage.ts";

test.for<Exclude<QueueName, "discover">>(["track", "plan", "lane"])(
  "%s that throws is tried until it succeeds",
  async (kind) => {
    const { signals: open, work, said } = stage(redisUrl());
    const signals = open();
    let runs = 0;
    // Names and messages by which BullMQ would give the job up or put it aside.
    const misleading = [
      Object.assign(new Error("refused"), { name: "UnrecoverableError" }),
      Object.assign(new Error("later"), { name: "DelayedError" }),
    ];
    work(
      allDo(async () => {
        const error = misleading[runs];
        runs += 1;
        if (error) throw error;
      }),
    );
    await signalOf(signals, kind);
    await eventually(() => expect(runs).toBe(3));
    await eventually(async () => {
      expect((await signals.queueDepths())[kind]).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0, overdue: 0 });
    });
    expect(said.filter(({ level }) => level === "error")).toMatchObject([
      { fields: { where: `${kind} run`, error: "UnrecoverableError" } },
      { fields: { where: `${kind} run`, error: "DelayedError" } },
    ]);
  },
);

test("a signal brings a failed run forward", async () => {
  const { signals: open, work } = stage(redisUrl());
  const signals = open();
  let runs = 0;
  let healed = false;
  work(
    allDo(async () => {
      runs += 1;
      if (!healed) throw new Error("the lab is down");
    }),
  );
  await signals.track(BUILD);
  await eventually(async () => expect((await signals.queueDepths()).track.delayed).toBe(1));
  healed = true;
  await signals.track(BUILD);
  await eventually(() => expect(runs).toBeGreaterThan(1));
});

test("discovery that throws is not tried by itself, but by the next signal", async () => {
  const { signals: open, work } = stage(redisUrl());
  const signals = open();
  let runs = 0;
  work({
    discover: async () => {
      runs += 1;
      throw new Error("the lab is down");
    },
  });
  for (const expected of [1, 2]) {
    await signals.discover({ lab: "demo", index: 0 });
    await eventually(() => expect(runs).toBe(expected));
    await eventually(async () => {
      expect((await signals.queueDepths()).discover).toMatchObject({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    });
  }
});
