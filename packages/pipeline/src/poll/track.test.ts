import { anExecution, aSubscription } from "@perfecto-bot/domain/testing";
import type { Command, Execution } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { LabError } from "../ports/lab.ts";
import type { FinishedBuild } from "../ports/picture-store.ts";
import { buildsIn, openPoll, spelledKey, type OpenPoll } from "./testing/open-poll.ts";
import { at, JOB, MINUTE, ran } from "./testing/ran.ts";
import { told } from "./testing/told.ts";
import { track } from "./track.ts";

const TAP: Command = { name: "tap", status: "FAILURE", message: "Element not found", screenshots: [] };
const KEY = `j/acme/Nightly//45`;

async function kept({ parts: { pictures } }: OpenPoll, key = KEY) {
  const picture = await pictures.load(key);
  if (picture === undefined) throw new Error(`nothing is known of ${key}`);
  return picture;
}

async function remember({ parts: { pictures } }: OpenPoll, shape: Partial<FinishedBuild>): Promise<void> {
  for (const number of [43, 44]) {
    const times = { startedAtMs: number, endedAtMs: number, finalAtMs: number };
    const build: FinishedBuild = {
      key: `k${number}`,
      job: "Nightly",
      number,
      label: `#${number}`,
      verdict: "passed",
      failed: 0,
      total: 2,
      ...times,
    };
    await pictures.rememberFinished("acme", { ...build, ...shape });
  }
}

describe("discover and track", () => {
  it("follow a build from its first test until it is final, then leave it alone", async () => {
    const poll = await openPoll();
    poll.show(ran("a U 0"));
    poll.moveTo(1);
    await poll.discover();
    expect(poll.signalled()).toEqual({ plan: [KEY], track: [KEY] });
    expect(await poll.track(KEY)).toEqual({ kind: "again", afterMs: 5_000 });
    poll.show(ran("a P 0-2, b P 1-3"));
    poll.moveTo(3);
    const endedAt = await poll.runOut();
    const { final } = await kept(poll);
    expect(final).toEqual({ atMs: at(endedAt), reason: "quiet" });
    expect(await buildsIn(poll.parts.pictures)).toEqual(["#45@0 1: a@0 b@1"]);
    expect(poll.asked.at(-1)).toEqual({ jobNames: ["Nightly"], jobNumber: 45 });
  });

  it("leave alone builds of other jobs, and builds that ended before anyone subscribed", async () => {
    const poll = await openPoll({ subscriptions: [aSubscription({ startsAtMs: at(10) })] });
    poll.show([...ran("a P 0-5"), ...ran("b P 6-9", { ...JOB, number: 46 }).map((one) => ({ ...one, id: "46" }))]);
    poll.moveTo(11);
    await poll.discover();
    expect(await buildsIn(poll.parts.pictures)).toEqual(["#46@6 1: 46"]);
    expect((await poll.open()).map(spelledKey)).toEqual(["#46"]);
  });

  it("open a final build again that has something left to do", async () => {
    const poll = await openPoll({ commands: [TAP] });
    poll.show(ran("a P 0-2"));
    poll.moveTo(2);
    await poll.discover();
    await poll.runOut();
    await poll.discover();
    expect(await poll.open()).toEqual([]);
    poll.show(ran("a F 0-2"));
    await poll.discover();
    expect(await poll.open()).toEqual([KEY]);
    await poll.runOut();
    expect((await kept(poll)).executions.get("a@0")).toMatchObject({
      execution: { status: "FAILED" },
      enrichment: { state: "done", failure: { command: "tap" } },
    });
  });

  it("tell, of a final build whose verdict the lab changes, what failed", async () => {
    const poll = await openPoll({ commands: [TAP] });
    poll.show(ran("a P 0-2, b P 0-2"));
    poll.moveTo(3);
    await poll.discover();
    const minute = await poll.runOut();
    poll.signalled();
    poll.show(ran("a P 0-2, b F 0-2"), "processing");
    poll.moveTo(minute + 1);
    await poll.discover();
    expect(poll.signalled()).toEqual({ plan: [KEY], track: [KEY] });
    poll.show(ran("a P 0-2, b F 0-2"));
    await poll.runOut();
    const picture = await kept(poll);
    expect(picture).toMatchObject({ reopened: 1, final: { reason: "quiet" } });
    expect(picture.executions.get("b@0")).toMatchObject({ enrichment: { state: "done" } });
    expect(poll.signalled().plan).toEqual([KEY]);
  });
});

describe("track", () => {
  it("waits for a test that has not ended, for two hours, and then no more", async () => {
    const poll = await openPoll();
    poll.show(ran("a P 0-2, b U 1"));
    await poll.discover();
    expect(await poll.runOut()).toBeGreaterThanOrEqual(121);
    const { final } = await kept(poll);
    expect(final?.reason).toBe("quiet");
    expect(final?.atMs).toBeLessThan(at(140));
  });

  it("closes a build that became part of another, and looks at that one", async () => {
    const poll = await openPoll();
    const run = { name: "Nightly" };
    for (const spelled of ["a P 0-5", "c P 20-21"]) await told(poll.parts.pictures, spelled, run);
    const [first = "", second = ""] = [at(0), at(20)].map((startMs) => `r/acme/Nightly//${startMs}`);
    await poll.parts.schedule.dueBy("track", second, at(21));
    poll.show(ran("a P 0-5, c P 20-21, long P 1-20", run));
    poll.moveTo(22);
    expect(await poll.track(second)).toEqual({ kind: "done" });
    expect(await poll.open()).toEqual([first]);
    expect(poll.signalled()).toEqual({ plan: [second, first], track: [first] });
    expect(await poll.track(second)).toEqual({ kind: "done" });
  });

  it("closes what it cannot know: no key, no such lab", async () => {
    const poll = await openPoll();
    for (const key of ["", "no key", `j/other/Nightly//45~${at(0)}`]) {
      await poll.parts.schedule.dueBy("track", key, at(0));
      expect(await poll.track(key)).toEqual({ kind: "done" });
    }
    expect([await poll.open(), poll.asked]).toEqual([[], []]);
  });

  it("closes a build of which nothing is known, and waits for one that CI announced", async () => {
    const poll = await openPoll();
    expect(await poll.track(KEY)).toEqual({ kind: "done" });
    await told(poll.parts.pictures, "", JOB, { atMs: at(0), ci: () => [{ startedAtMs: at(0) }] });
    expect(await poll.track(KEY)).toMatchObject({ kind: "again" });
    await poll.parts.schedule.dueBy("track", KEY, at(0));
    expect(await poll.runOut()).toBe(24 * 60);
    expect((await kept(poll)).final?.reason).toBe("never-reported");
  });

  it("waits where the lab does not answer, and at least as long as it says", async () => {
    const poll = await openPoll();
    poll.show(ran("a P 0-2"));
    await poll.discover();
    const failing = (error: Error): OpenPoll["parts"]["labs"] => {
      const lab = poll.parts.labs.get("acme");
      if (lab === undefined) throw new Error("no lab");
      return new Map([["acme", { ...lab, listExecutions: async () => fail(error) }]]);
    };
    const limited = new LabError("rate-limited", "acme", "too many", { retryAfterMs: 90_000 });
    expect(await track({ ...poll.parts, labs: failing(limited) }, KEY)).toEqual({ kind: "again", afterMs: 90_000 });
    const silent = new LabError("unreachable", "acme", "no answer");
    expect(await track({ ...poll.parts, labs: failing(silent) }, KEY)).toEqual({ kind: "again", afterMs: 15_000 });
    await expect(track({ ...poll.parts, labs: failing(new Error("a bug")) }, KEY)).rejects.toThrow("a bug");
  });

  it("leaves a build that the lab refuses to growing pauses, and says nothing of the lab", async () => {
    const poll = await openPoll();
    poll.show(ran("a P 0-2"));
    await poll.discover();
    const refusal = new LabError("refused", "acme", "HTTP 414");
    const lab = poll.parts.labs.get("acme");
    if (lab === undefined) throw new Error("no lab");
    const labs = new Map([["acme", { ...lab, listExecutions: async () => fail(refusal) }]]);
    await expect(track({ ...poll.parts, labs }, KEY)).rejects.toBe(refusal);
    expect(await poll.parts.memory.health("acme")).not.toHaveProperty("trouble");
    await poll.parts.memory.noteTrouble("acme", "refused", "Something is wrong", at(2));
    expect(await track({ ...poll.parts, labs }, KEY)).toEqual({ kind: "again", afterMs: 15_000 });
  });

  it("settles the other failures where the lab refuses one session", async () => {
    const poll = await openPoll({ commands: [TAP] });
    poll.show(ran("a F 0-2, b F 0-2"), "processing");
    poll.moveTo(2);
    await poll.discover();
    const lab = poll.parts.labs.get("acme");
    if (lab === undefined) throw new Error("no lab");
    const listExecutions: typeof lab.listExecutions = async (query) => {
      if (query.externalIds?.includes("session-a@0")) return fail(new LabError("refused", "acme", "HTTP 400"));
      const answer = await lab.listExecutions(query);
      return query.externalIds === undefined ? answer : { ...answer, processing: "complete" };
    };
    await track({ ...poll.parts, labs: new Map([["acme", { ...lab, listExecutions }]]) }, KEY);
    const { executions } = await kept(poll);
    expect(executions.get("a@0")).not.toHaveProperty("settledAtMs");
    expect(executions.get("b@0")).toMatchObject({ enrichment: { state: "done" } });
  });

  it("asks the lab for a build by its number, by time where that does not tell, or by its session", async () => {
    const poll = await openPoll();
    await poll.track(KEY);
    await poll.track(`j/acme/Nightly//45~${at(0)}~2`);
    await poll.track(`r/acme/Nightly//${at(0)}`);
    await poll.track("s/acme///x");
    const startedFromMs = at(-4 * 60);
    const query = { jobNames: ["Nightly"], jobNumber: 45 };
    expect(poll.asked).toEqual([
      query,
      { ...query, startedFromMs },
      { jobNames: ["Nightly"], startedFromMs },
      { externalIds: ["x"] },
    ]);
  });
});

describe("the habits of a job", () => {
  it("make a build that is smaller than usual wait longer", async () => {
    const [usual, small] = [await openPoll(), await openPoll()];
    await remember(usual, { total: 1 });
    await remember(small, { total: 20 });
    const minutes: number[] = [];
    for (const poll of [usual, small]) {
      poll.show(ran("a P 0-2"));
      poll.moveTo(2);
      await poll.discover();
      minutes.push(await poll.runOut());
    }
    expect(minutes.map(Math.round)).toEqual([5, 17]);
  });

  it("make a failure that is not tried again in time count before the build is final", async () => {
    const poll = await openPoll({ commands: [TAP] });
    await remember(poll, { retriedWithinMs: 2 * MINUTE });
    const running = ran("a F 0-2, b U 1");
    poll.show(running);
    poll.moveTo(2);
    await poll.discover();
    poll.moveTo(8);
    await poll.track(KEY);
    expect((await kept(poll)).executions.get("a@0")).not.toHaveProperty("confirmedAtMs");
    poll.moveTo(9);
    await poll.track(KEY);
    expect((await kept(poll)).executions.get("a@0")).toMatchObject({ confirmedAtMs: at(9) });
    expect(await kept(poll)).not.toHaveProperty("final");
  });

  it("leave failures unjudged where the job is not known to try again", async () => {
    const poll = await openPoll({ commands: [TAP] });
    await remember(poll, {});
    poll.show(ran("a F 0-2, b U 1"));
    poll.moveTo(2);
    await poll.discover();
    poll.moveTo(60);
    await poll.track(KEY);
    expect((await kept(poll)).executions.get("a@0")).not.toHaveProperty("confirmedAtMs");
  });
});

it("settles failures by their sessions where the lab prepares the rest of a build", async () => {
  const poll = await openPoll({ commands: [TAP] });
  const failures: readonly Execution[] = ran("a F 0-2, b F 0-2");
  poll.show(
    [...failures, anExecution({ id: "late", name: "late", job: JOB, startedAtMs: at(1), endedAtMs: at(2) })],
    "processing",
  );
  poll.moveTo(2);
  await poll.discover();
  await poll.track(KEY);
  expect(poll.asked.slice(-2)).toEqual([{ externalIds: ["session-a@0"] }, { externalIds: ["session-b@0"] }]);
});

function fail(error: Error): never {
  throw error;
}
