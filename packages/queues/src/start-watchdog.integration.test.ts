import { Worker } from "bullmq";
import { Redis } from "ioredis";
import { expect, onTestFinished, test } from "vitest";
import { startWatchdog, type Wedge } from "./start-watchdog.ts";
import { eventually } from "./testing/eventually.ts";
import { redisUrl } from "./testing/redis-url.ts";
import { stage } from "./testing/stage.ts";
import { openWorkQueue, type JobData } from "./work-queue.ts";

const quiet = { report: () => undefined, reportEmitted: () => undefined };

/** A waiting job and a worker that runs, but on other keys: it takes nothing, as one whose connection is dead. */
async function leaveWorkLying(inHand: number, write: () => Promise<unknown> = async () => undefined) {
  const { prefix, signals: open } = stage(redisUrl());
  await open().plan("j/demo/nightly//1");
  const connection = new Redis(redisUrl(), { maxRetriesPerRequest: null });
  const elsewhere = `${prefix}elsewhere`;
  const worker = new Worker<JobData, void>("plan", async () => undefined, { connection, prefix: elsewhere });
  const queue = openWorkQueue("plan", connection, prefix, quiet);
  const wedges: Wedge[] = [];
  let looks = 0;
  const look = () => {
    looks += 1;
    return inHand;
  };
  const watchdog = startWatchdog([{ name: "plan", queue, worker, taken: () => 0, inHand: look }], {
    everyMs: 10,
    wedgedAfterMs: 30,
    now: Date.now,
    trouble: quiet,
    onWedged: (wedge) => void wedges.push(wedge),
    write,
  });
  onTestFinished(async () => {
    watchdog.stop();
    await worker.close();
    await connection.quit();
  });
  return { wedges, looks: () => looks };
}

test("a worker that runs, has room and leaves its work lying is told of once", async () => {
  const { wedges, looks } = await leaveWorkLying(0);
  await eventually(() => expect(wedges).toHaveLength(1));
  const before = looks();
  await eventually(() => expect(looks()).toBeGreaterThan(before + 10));
  expect(wedges).toMatchObject([{ queue: "plan", stuck: 1 }]);
});

test("a worker that is full of slow work is not suspected", async () => {
  const { wedges, looks } = await leaveWorkLying(1);
  await eventually(() => expect(looks()).toBeGreaterThan(20));
  expect(wedges).toEqual([]);
});

test.each<[string, () => Promise<never>]>([
  ["refuses", () => Promise.reject(new Error("OOM command not allowed when used memory > 'maxmemory'."))],
  ["does not answer", () => new Promise(() => undefined)],
])("while Redis %s nobody is suspected", async (_what, refuse) => {
  const { promise: untilItWorks, resolve: letItWork } = Promise.withResolvers<void>();
  let asked = 0;
  let works = false;
  const { wedges } = await leaveWorkLying(0, () => {
    asked += 1;
    return works ? Promise.resolve() : Promise.race([refuse(), untilItWorks]);
  });
  await eventually(() => expect(asked).toBeGreaterThan(0));
  expect(wedges).toEqual([]);
  works = true;
  letItWork();
  await eventually(() => expect(wedges).toHaveLength(1));
});
