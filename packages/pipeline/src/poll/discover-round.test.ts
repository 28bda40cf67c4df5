import { aSubscription } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { createMemoryLab } from "../memory/memory-lab.ts";
import { everyFate, type Scenario } from "../testing/every-fate.ts";
import { discover } from "./discover.ts";
import { heldBy } from "./testing/held-by.ts";
import { buildsIn, openPoll, type OpenPoll } from "./testing/open-poll.ts";
import { JOB, ran } from "./testing/ran.ts";

const KEY = "j/acme/Nightly//45";
const SHARD = { lab: "acme", index: 0 };

const marksOf = async ({ parts }: OpenPoll) => (await parts.memory.progress("acme", SHARD.index)).marks;

describe("discover", () => {
  it("asks for the shard's jobs in one request, and opens every build that it finds", async () => {
    const poll = await openPoll({
      subscriptions: [aSubscription(), aSubscription({ id: "s2", job: "Smoke" })],
    });
    poll.show([...ran("a P 0-2"), ...ran("b F 0-1", { ...JOB, name: "Smoke", number: 7 })]);
    poll.moveTo(3);
    await poll.discover();
    expect(poll.asked.map(({ jobNames }) => jobNames?.toSorted())).toEqual([["Nightly", "Smoke"]]);
    expect(await poll.open()).toEqual([KEY, "j/acme/Smoke//7"]);
    expect(poll.signalled().track.toSorted()).toEqual([KEY, "j/acme/Smoke//7"]);
  });

  it("asks nothing for nobody", async () => {
    const poll = await openPoll({ subscriptions: [] });
    await poll.discover();
    expect(poll.asked).toEqual([]);
  });

  it("is left to the worker that is at it", async () => {
    const poll = await openPoll();
    const locked = await poll.parts.memory.lock("discover/acme/0", 60_000);
    await poll.discover();
    expect(poll.asked).toEqual([]);
    await locked?.();
    await poll.discover();
    expect(poll.asked).toHaveLength(1);
  });

  it("rejects with the lab's trouble, tells of it once, and looks at the same time again", async () => {
    const poll = await openPoll();
    const news: unknown[] = [];
    const lab = createMemoryLab();
    lab.faults.add({ times: Infinity, behave: { kind: "error", error: "unreachable" } });
    const labs = new Map([[lab.id, lab]]);
    for (const minute of [1, 2]) {
      poll.moveTo(minute);
      const parts = { ...poll.parts, labs, onNews: ({ kind }: { kind: string }) => void news.push(kind) };
      await expect(discover(parts, SHARD)).rejects.toMatchObject({ kind: "unreachable" });
    }
    expect(news).toEqual(["lab-trouble"]);
    expect(await marksOf(poll)).toEqual({});
  });
});

describe("whatever call of discovery fails, hangs or is its last", () => {
  it("the next round sees every build, and opens it", async () => {
    const played = await everyFate(async (): Promise<Scenario> => {
      const poll = await openPoll();
      poll.show([...ran("a F 0-2, b P 1-3"), ...ran("c P 0-2", { ...JOB, number: 46 })]);
      poll.moveTo(4);
      let minute = 4;
      return {
        begin: (worker) => discover(heldBy(poll, worker), SHARD),
        goOn: async () => {
          const isCovered = Object.keys(await marksOf(poll)).length > 0;
          // What is marked as covered was opened before, or is known to be missing.
          const isKnownMissing = (await poll.parts.memory.setAside("acme")).length > 0;
          expect(isCovered && !isKnownMissing && (await poll.open()).length < 2).toBe(false);
          minute += 2;
          poll.moveTo(minute);
          await poll.discover();
        },
        expectAll: async (fate) => {
          expect([fate, await buildsIn(poll.parts.pictures)]).toEqual([fate, ["#45@0 1: a@0 b@1", "#46@0 1: c@0"]]);
          expect([fate, await poll.open()]).toEqual([fate, [KEY, "j/acme/Nightly//46"]]);
          expect([fate, await poll.parts.schedule.subjects("plan")]).toEqual([fate, [KEY, "j/acme/Nightly//46"]]);
        },
      };
    });
    expect(played).toBeGreaterThan(100);
  });
});
