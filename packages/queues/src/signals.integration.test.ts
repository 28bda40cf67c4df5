import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { QUEUE_NAMES } from "./queue-name.ts";
import { eventually } from "./testing/eventually.ts";
import { closedGate } from "./testing/gate.ts";
import { again, allDo, BUILD, CONVERSATION, FAR_OFF_MS, signalOf, SUBJECTS } from "./testing/kinds.ts";
import { redisUrl } from "./testing/redis-url.ts";
import { stage } from "./testing/stage.ts";

describe.for(QUEUE_NAMES)("a signal to %s", (kind) => {
  test("arrives with its subject and leaves nothing behind", async () => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    const seen: unknown[] = [];
    work(allDo(async (subject) => void seen.push(subject)));
    await signalOf(signals, kind);
    const subject = SUBJECTS[kind];
    await eventually(() => expect(seen).toEqual([subject]));
    await eventually(async () => {
      expect((await signals.queueDepths())[kind]).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0, overdue: 0 });
    });
    await signalOf(signals, kind);
    await eventually(() => expect(seen).toEqual([subject, subject]));
  });

  test("that is given many times while nobody works is one job", async () => {
    const { signals: open } = stage(redisUrl());
    const [one, other] = [open(), open()];
    await Promise.all(Array.from({ length: 50 }, (_, i) => signalOf(i % 2 ? one : other, kind)));
    expect((await one.queueDepths())[kind].waiting).toBe(1);
  });

  test("during a run makes exactly one more run, when the first has ended", async () => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    const gate = closedGate();
    let [runs, together, most] = [0, 0, 0];
    work(
      allDo(async () => {
        runs += 1;
        together += 1;
        most = Math.max(most, together);
        if (runs === 1) await gate.passed;
        together -= 1;
      }),
    );
    await signalOf(signals, kind);
    await eventually(() => expect(runs).toBe(1));
    await Promise.all(Array.from({ length: 5 }, () => signalOf(signals, kind)));
    expect(runs).toBe(1);
    gate.open();
    await eventually(() => expect(runs).toBe(2));
    await eventually(async () => {
      expect((await signals.queueDepths())[kind]).toMatchObject({ waiting: 0, active: 0, delayed: 0 });
    });
    expect({ runs, most }).toEqual({ runs: 2, most: 1 });
  });
});

test.for<"plan" | "track" | "lane">(["plan", "track", "lane"])(
  "whenever in a run a signal to %s comes, a run begins after it",
  async (kind) => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    let lastRunAt = 0;
    const run = async () => {
      lastRunAt = performance.now();
      await sleep(Math.random() * 4);
      return again(FAR_OFF_MS);
    };
    const workers = { track: run, lane: run, plan: run };
    work(workers);
    work(workers);
    for (let round = 0; round < 60; round += 1) {
      const first = signalOf(signals, kind);
      await sleep(Math.random() * 8);
      const signalledAt = performance.now();
      await Promise.all([first, signalOf(signals, kind)]);
      await eventually(() => expect(lastRunAt).toBeGreaterThan(signalledAt));
    }
  },
);

test("a process works on its own roles only", async () => {
  const { signals: open, work } = stage(redisUrl());
  const signals = open();
  const done: string[] = [];
  const workers = {
    plan: async () => (done.push("plan"), { kind: "done" as const }),
    lane: async () => (done.push("lane"), { kind: "done" as const }),
  };
  const poller = work(workers, { roles: { poll: true, deliver: false } });
  await signals.lane(CONVERSATION);
  await signals.plan(BUILD);
  await eventually(() => expect(done).toEqual(["plan"]));
  expect(await poller.close(5_000)).toBe("finished");
  work(workers, { roles: { poll: false, deliver: true } });
  await eventually(() => expect(done).toEqual(["plan", "lane"]));
});
