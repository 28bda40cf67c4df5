import { LAB_WIDE_SHARD, type Execution, type Subscription } from "@perfecto-bot/domain";
import { anExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { executionsEvery, scriptedLab, type Script, type ScriptedLab } from "../ask/testing/scripted-lab.ts";
import { createMemoryPictureStore } from "../memory/memory-picture-store.ts";
import { LabError, type ExecutionQuery } from "../ports/lab.ts";
import { discover } from "./discover.ts";
import { openPoll, type OpenPoll } from "./testing/open-poll.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Two pages of ten executions are a small part of it. */
const BUSY_DAY = executionsEvery(2 * MINUTE, 720);
const EVERYTHING = [aSubscription({ job: "*", startsAtMs: NINE - 7 * DAY })];

interface Watching {
  readonly poll: OpenPoll;
  readonly lab: ScriptedLab;
}

/** Watches all jobs of a lab of pages of ten, from nine on. */
async function watchAll(
  executions: readonly Execution[],
  options: { readonly script?: Script; readonly subscriptions?: readonly Subscription[] } = {},
): Promise<Watching> {
  const lab = scriptedLab(executions, options.script === undefined ? {} : { script: options.script });
  return { lab, poll: await openPoll({ lab: lab.lab, subscriptions: options.subscriptions ?? EVERYTHING }) };
}

/** Ids of everything that was recorded, in order. */
async function recorded({ parts: { pictures } }: OpenPoll, job = "Nightly"): Promise<readonly string[]> {
  const { builds } = await pictures.knownBuilds("acme", job);
  const held = await Promise.all(builds.map(({ key }) => pictures.load(key)));
  return held.flatMap((picture) => [...(picture?.executions.keys() ?? [])]).toSorted();
}

const ids = (executions: readonly Execution[]): readonly string[] => executions.map(({ id }) => id).toSorted();
const down = new LabError("unreachable", "acme", "no answer");

describe("a window too full for one answer", () => {
  it("is read whole, in slices", async () => {
    const { poll, lab } = await watchAll(BUSY_DAY);
    await poll.discover(LAB_WIDE_SHARD);
    expect(await recorded(poll)).toEqual(ids(BUSY_DAY));
    expect(lab.mostAtOnce()).toBe(1);
    expect(lab.pages()).toBeLessThan(72 * 1.6);
    expect(poll.news).toEqual([]);
    expect(await poll.parts.memory.progress("acme", LAB_WIDE_SHARD)).toMatchObject({ unread: [], unreadNames: [] });
  });

  it("is one request where one answer holds it, without an end: the lab's clock may be ahead", async () => {
    const { poll, lab } = await watchAll(executionsEvery(HOUR, 5));
    await poll.discover(LAB_WIDE_SHARD);
    expect(lab.asked).toEqual([{ startedFromMs: NINE - DAY, maxPages: 6, pagesAtOnce: 1 }]);
  });

  it("of which the lab fails in the middle is read on where that was, whoever goes on", async () => {
    const { poll, lab } = await watchAll(BUSY_DAY, {
      script: (_query, index) => {
        if (index === 9) throw down;
      },
    });
    await expect(poll.discover(LAB_WIDE_SHARD)).rejects.toBe(down);
    const { unread } = await poll.parts.memory.progress("acme", LAB_WIDE_SHARD);
    const restMs = unread[0]?.toMs ?? NaN;
    expect([unread.length, unread[0]?.fromMs]).toEqual([1, NINE - DAY]);
    expect(restMs).toBeLessThan(NINE - HOUR);
    poll.pass(30 * SECOND);
    const before = lab.asked.length;
    await poll.discover(LAB_WIDE_SHARD);
    const again = lab.asked.slice(before + 1);
    expect(again.every(({ startedToMs = Infinity }) => startedToMs <= restMs)).toBe(true);
    expect(await recorded(poll)).toEqual(ids(BUSY_DAY));
  });

  it("is read in runs of bounded time, in each of them what is new first, and handed on until nothing is left", async () => {
    let poll: OpenPoll | undefined;
    const lab = scriptedLab(BUSY_DAY, { script: () => poll?.pass(4 * SECOND) });
    poll = await openPoll({ lab: lab.lab, subscriptions: EVERYTHING });
    await poll.discover(LAB_WIDE_SHARD);
    expect(lab.asked).toHaveLength(4);
    const runs = await poll.discoverAll(LAB_WIDE_SHARD);
    expect(runs).toBeGreaterThan(3);
    expect(await recorded(poll)).toEqual(ids(BUSY_DAY));
    const looks = lab.asked.filter(({ startedToMs }) => startedToMs === undefined);
    // One look back over a day, whose newest slice has no end either, then one short look a run.
    expect(looks.map(({ startedFromMs = 0 }) => startedFromMs > NINE - 20 * MINUTE).slice(2)).not.toContain(false);
    expect(looks.length).toBeGreaterThanOrEqual(runs);
  });

  it("comes to its end though longer looks are due before that", async () => {
    let poll: OpenPoll | undefined;
    const lab = scriptedLab(BUSY_DAY, { script: () => poll?.pass(4 * SECOND) });
    poll = await openPoll({ lab: lab.lab, subscriptions: EVERYTHING, parts: { discoverEveryMs: 500 } });
    for (let run = 0; run < 40; run += 1) await poll.discover(LAB_WIDE_SHARD);
    expect(await recorded(poll)).toEqual(ids(BUSY_DAY));
  });

  it("that cannot be cut is read as far as it goes, and what is missing is said", async () => {
    const crowd = Array.from({ length: 1_500 }, (_, index) =>
      anExecution({ id: `c${index}`, startedAtMs: NINE - HOUR, endedAtMs: NINE - HOUR + 1 }),
    );
    const { poll } = await watchAll(crowd);
    await poll.discover(LAB_WIDE_SHARD);
    expect(await recorded(poll)).toHaveLength(1_000);
    expect(poll.news).toEqual([{ kind: "answer-truncated", lab: "acme", what: "discovery of shard -1" }]);
    expect(await poll.parts.memory.progress("acme", LAB_WIDE_SHARD)).toMatchObject({ unread: [] });
  });

  it("is read without loss, wherever the lab fails and however the starts lie", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: NINE - DAY + 10 * MINUTE, max: NINE - 1 }), { minLength: 1, maxLength: 300 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
        fc.constantFrom("newest-first" as const, "oldest-first" as const, "any" as const),
        async (starts, failures, order) => {
          const executions = starts.map((startedAtMs, index) =>
            anExecution({ id: `x${index}`, startedAtMs, endedAtMs: startedAtMs + 1 }),
          );
          const fails = new Set(failures);
          const script: Script = (_query, index) => {
            if (fails.delete(index)) throw down;
          };
          const lab = scriptedLab(executions, { pageSize: 3, order, script });
          const poll = await openPoll({ lab: lab.lab, subscriptions: EVERYTHING });
          for (let tries = 0; tries <= failures.length; tries += 1) {
            await poll.discoverAll(LAB_WIDE_SHARD).catch(() => undefined);
            poll.pass(30 * SECOND);
          }
          expect(await recorded(poll)).toEqual(ids(executions));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("after an absence", () => {
  it("a test is found that ran when it began and ended in it, however long tests of this lab take", async () => {
    const long = anExecution({ id: "long", startedAtMs: NINE - 3 * HOUR, endedAtMs: NINE - HOUR });
    const executions: Execution[] = [long];
    const lab = scriptedLab([]);
    const answering = { ...lab.lab, listExecutions: async (query: ExecutionQuery) => answerFrom(executions, query) };
    const poll = await openPoll({ lab: answering, subscriptions: EVERYTHING });
    await poll.discover(LAB_WIDE_SHARD);
    poll.pass(47 * HOUR);
    executions.push(anExecution({ id: "caught", startedAtMs: NINE - HOUR, endedAtMs: NINE + HOUR }));
    await poll.discover(LAB_WIDE_SHARD);
    expect(await recorded(poll)).toEqual(["caught", "long"]);
  });

  it("what a shard left unread is read for the names it had then", async () => {
    const jobs = ["B", "C"];
    const executions = jobs.flatMap((name) =>
      executionsEvery(4 * MINUTE, 300, { job: { name, number: 1 } }).map((one) => ({
        ...one,
        id: `${name}-${one.id}`,
      })),
    );
    const { poll } = await watchAll(executions, {
      subscriptions: jobs.map((job) => aSubscription({ id: job, job, startsAtMs: NINE - 7 * DAY })),
      // Not even without names.
      script: (_query, index) => {
        if (index === 5 || index === 6) throw down;
      },
    });
    await expect(poll.discover()).rejects.toBe(down);
    for (let index = 0; index < 19; index += 1) await subscribeTo(poll, `A${index}`);
    poll.pass(30 * SECOND);
    await poll.discoverAll();
    expect(await recorded(poll, "C")).toHaveLength(300);
  });
});

describe("a name that the lab refuses", () => {
  const NAMES = Array.from({ length: 20 }, (_, index) => `Job ${String(index).padStart(2, "0")}`);
  const subscriptions = NAMES.map((job) => aSubscription({ id: job, job }));
  const healthy = NAMES.map((name, index) =>
    anExecution({ id: `e${index}`, job: { name, number: 1 }, startedAtMs: NINE - MINUTE, endedAtMs: NINE - 1 }),
  );
  const refusing = (refuses: (name: string) => boolean, kind: LabError["kind"] = "refused"): Script => {
    return ({ jobNames = [] }) => {
      if (jobNames.some(refuses)) throw new LabError(kind, "acme", "HTTP 414");
    };
  };

  it.each(["refused", "unreachable", "not-json"] as const)(
    "alone is silent, all others are found: %s",
    async (kind) => {
      const { poll } = await watchAll(healthy, { subscriptions, script: refusing((name) => name === "Job 07", kind) });
      await poll.discover();
      for (const name of NAMES) expect(await recorded(poll, name)).toHaveLength(name === "Job 07" ? 0 : 1);
      expect(await poll.parts.memory.setAside("acme")).toMatchObject([
        { kind: "asking", job: "Job 07", attempts: 1, sinceMs: NINE - DAY, detail: "HTTP 414" },
      ]);
      expect(await poll.parts.memory.health("acme")).not.toHaveProperty("trouble");
    },
  );

  it("is asked for alone from then on, told of once after three tries, and left for growing pauses", async () => {
    const { poll, lab } = await watchAll(healthy, { subscriptions, script: refusing((name) => name === "Job 07") });
    for (let round = 0; round < 10; round += 1) {
      await poll.discover();
      poll.pass(30 * SECOND);
    }
    expect(poll.news).toEqual([
      { kind: "set-aside", lab: "acme", job: "Job 07", doing: "asking", message: "HTTP 414" },
    ]);
    const together = lab.asked.filter(({ jobNames }) => jobNames?.includes("Job 07") === true && jobNames.length > 1);
    // Found by halves, once.
    expect(together.length).toBeLessThanOrEqual(5);
    const alone = lab.asked.filter(({ jobNames }) => jobNames?.join("") === "Job 07");
    expect(alone.length).toBeLessThan(8);
    expect(lab.asked.filter(({ jobNames }) => jobNames?.length === 19)).toHaveLength(9);
  });

  it("that works again is caught up on from where it was missed", async () => {
    const broken = { name: "Job 07" };
    const { poll } = await watchAll(healthy, { subscriptions, script: refusing((name) => name === broken.name) });
    for (let round = 0; round < 4; round += 1) {
      await poll.discover();
      poll.pass(30 * SECOND);
    }
    broken.name = "none";
    poll.pass(2 * HOUR);
    await poll.discoverAll();
    expect(await recorded(poll, "Job 07")).toEqual(["e7"]);
    expect(poll.news.at(-1)).toEqual({ kind: "taken-up-again", lab: "acme", job: "Job 07" });
    expect(await poll.parts.memory.setAside("acme")).toEqual([]);
  });

  it("is tried once after a restart", async () => {
    const { poll, lab } = await watchAll(healthy, { subscriptions, script: refusing((name) => name === "Job 07") });
    const failed = {
      kind: "asking",
      job: "Job 07",
      attempts: 9,
      triedAtMs: NINE - 1,
      sinceMs: NINE,
      detail: "",
    } as const;
    await poll.parts.memory.putSetAside("acme", failed);
    const alone = (): number => lab.asked.filter(({ jobNames }) => jobNames?.join("") === "Job 07").length;
    await poll.discover();
    expect(alone()).toBe(0);
    const restarted = { ...poll.parts, startedAtMs: NINE };
    poll.pass(SECOND);
    await discover(restarted, { lab: "acme", index: 0 });
    await discover(restarted, { lab: "acme", index: 0 });
    expect(alone()).toBe(1);
  });

  it("among several is found with the others", async () => {
    const bad = new Set(["Job 00", "Job 10", "Job 11", "Job 19"]);
    const { poll } = await watchAll(healthy, { subscriptions, script: refusing((name) => bad.has(name)) });
    await poll.discover();
    for (const name of NAMES) expect(await recorded(poll, name)).toHaveLength(bad.has(name) ? 0 : 1);
    expect((await poll.parts.memory.setAside("acme")).map(({ job }) => job).toSorted()).toEqual([...bad].toSorted());
  });

  it("is forgotten when nobody watches it any more", async () => {
    const { poll } = await watchAll(healthy, { subscriptions, script: refusing((name) => name === "Job 07") });
    await poll.discover();
    await poll.parts.subscriptions.remove("Job 07", auditOf(aSubscription()));
    await poll.discover();
    expect(await poll.parts.memory.setAside("acme")).toEqual([]);
  });

  it("is not to blame where the lab refuses everything: that is trouble of the lab", async () => {
    const { poll } = await watchAll(healthy, {
      subscriptions,
      script: () => {
        throw new LabError("refused", "acme", "Something is wrong");
      },
    });
    await expect(poll.discover()).rejects.toThrow("Something is wrong");
    expect(await poll.parts.memory.setAside("acme")).toEqual([]);
    expect(poll.news).toEqual([{ kind: "lab-trouble", lab: "acme", message: "Something is wrong" }]);
  });
});

describe("a job that cannot be recorded", () => {
  const jobs = ["Good", "Poison", "Other"];
  const executions = jobs.map((name) => anExecution({ id: name, job: { name, number: 1 } }));

  /** A store that throws for one job. */
  async function watchPoisoned(poison: { job: string }): Promise<Watching> {
    const store = createMemoryPictureStore();
    const lab = scriptedLab(executions);
    const poll = await openPoll({
      lab: lab.lab,
      subscriptions: EVERYTHING,
      pictures: {
        ...store,
        save: async (key, before, after) => {
          if (after.ref.job === poison.job) throw new RangeError("no room for this");
          return store.save(key, before, after);
        },
      },
    });
    return { lab, poll };
  }

  it("holds up no other, and the window is covered", async () => {
    const { poll } = await watchPoisoned({ job: "Poison" });
    await poll.discover(LAB_WIDE_SHARD);
    expect(await recorded(poll, "Good")).toEqual(["Good"]);
    expect(await recorded(poll, "Other")).toEqual(["Other"]);
    expect(poll.signalled().track).toHaveLength(2);
    expect(await poll.parts.memory.progress("acme", LAB_WIDE_SHARD)).toMatchObject({
      marks: { short: NINE, middle: NINE, long: NINE },
      unread: [],
    });
  });

  it("is told of once after three tries, and caught up on when it can be recorded again", async () => {
    const poison = { job: "Poison" };
    const { poll } = await watchPoisoned(poison);
    for (let round = 0; round < 8; round += 1) {
      await poll.discover(LAB_WIDE_SHARD);
      poll.pass(30 * SECOND);
    }
    expect(poll.news).toEqual([
      { kind: "set-aside", lab: "acme", job: "Poison", doing: "recording", message: "no room for this" },
    ]);
    poison.job = "none";
    poll.pass(HOUR);
    await poll.discoverAll(LAB_WIDE_SHARD);
    expect(await recorded(poll, "Poison")).toEqual(["Poison"]);
    expect(await poll.parts.memory.setAside("acme")).toEqual([]);
  });
});

async function subscribeTo({ parts }: OpenPoll, job: string): Promise<void> {
  const one = aSubscription({ id: job, job });
  await parts.subscriptions.put(one, auditOf(one));
}

function auditOf({ conversation }: Subscription): Parameters<OpenPoll["parts"]["subscriptions"]["put"]>[1] {
  return { atMs: NINE, conversation, person: "U1", action: "", detail: "" };
}

async function answerFrom(executions: readonly Execution[], { startedFromMs = 0 }: ExecutionQuery) {
  const matching = executions.filter(({ startedAtMs = 0 }) => startedAtMs >= startedFromMs);
  return { executions: matching, processing: "complete", answeredAtMs: NINE, truncated: false } as const;
}
