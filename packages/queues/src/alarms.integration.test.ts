import { describe, expect, test } from "vitest";
import { eventually } from "./testing/eventually.ts";
import { closedGate } from "./testing/gate.ts";
import { again, CONVERSATION, FAR_OFF_MS, signalOf } from "./testing/kinds.ts";
import { redisUrl } from "./testing/redis-url.ts";
import { stage } from "./testing/stage.ts";

describe.for<"track" | "lane">(["track", "lane"])("%s that wants to look again", (kind) => {
  test("is run again, and not after it is done", async () => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    let runs = 0;
    const run = async () => (++runs < 4 ? again(20) : { kind: "done" as const });
    work({ track: run, lane: run });
    await signalOf(signals, kind);
    await eventually(() => expect(runs).toBe(4));
    await eventually(async () => {
      expect((await signals.queueDepths())[kind]).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0, overdue: 0 });
    });
  });

  test("is run at once by a signal, keeps one alarm, and none when it is done", async () => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    let runs = 0;
    const run = async () => (++runs < 3 ? again(FAR_OFF_MS) : { kind: "done" as const });
    work({ track: run, lane: run });
    for (const [expected, delayed] of [
      [1, 1],
      [2, 1],
      [3, 0],
    ] as const) {
      await signalOf(signals, kind);
      await eventually(() => expect(runs).toBe(expected));
      await eventually(async () => {
        expect((await signals.queueDepths())[kind]).toMatchObject({ waiting: 0, active: 0, delayed });
      });
    }
  });

  test("is run at once by a signal that came during the run", async () => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    const gate = closedGate();
    let runs = 0;
    const run = async () => {
      runs += 1;
      if (runs === 1) await gate.passed;
      return again(FAR_OFF_MS);
    };
    work({ track: run, lane: run });
    await signalOf(signals, kind);
    await eventually(() => expect(runs).toBe(1));
    await signalOf(signals, kind);
    gate.open();
    await eventually(() => expect(runs).toBe(2));
  });

  test("can bring its alarm forward", async () => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    let runs = 0;
    const run = async () => {
      runs += 1;
      return runs === 1 ? again(FAR_OFF_MS) : runs === 2 ? again(50) : { kind: "done" as const };
    };
    work({ track: run, lane: run });
    await signalOf(signals, kind);
    await eventually(async () => expect((await signals.queueDepths())[kind].delayed).toBe(1));
    await signalOf(signals, kind);
    await eventually(() => expect(runs).toBe(3));
  });
});

describe("a signal to a lane with a time", () => {
  test("collapses with others of that time and does not hold back a signal without", async () => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    const atMs = Date.now() + FAR_OFF_MS;
    await Promise.all(Array.from({ length: 20 }, () => signals.lane(CONVERSATION, atMs)));
    expect((await signals.queueDepths()).lane).toMatchObject({ waiting: 0, delayed: 1 });
    let runs = 0;
    work({ lane: async () => (++runs, { kind: "done" }) });
    await signals.lane(CONVERSATION);
    await eventually(() => expect(runs).toBe(1));
  });

  test("runs at the earliest of several times, whichever came first", async () => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    let runs = 0;
    work({ lane: async () => (++runs, { kind: "done" }) });
    const nowMs = Date.now();
    await signals.lane(CONVERSATION, nowMs + 300);
    await signals.lane(CONVERSATION, nowMs + FAR_OFF_MS);
    await eventually(() => expect(runs).toBe(1));
  });

  test("that has passed runs at once", async () => {
    const { signals: open, work } = stage(redisUrl());
    const signals = open();
    let runs = 0;
    work({ lane: async () => (++runs, { kind: "done" }) });
    await signals.lane(CONVERSATION, Date.now() - 5);
    await eventually(() => expect(runs).toBe(1));
  });
});
