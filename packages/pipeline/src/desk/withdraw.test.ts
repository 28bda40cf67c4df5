import { buildKey, emptyPicture, type RecordedExecution } from "@perfecto-bot/domain";
import { aPicture, aSubscription, CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { hold, write } from "../conformance/samples.ts";
import { planChangedBuild } from "../plan/plan-changed-build.ts";
import { of } from "../testing/plan-of.ts";
import { openDesk, type OpenDesk } from "./testing/open-desk.ts";

const REF = { kind: "job", lab: "acme", job: "Nightly", number: 45, startedAtMs: NINE } as const;
const KEY = buildKey(REF);

/** A desk where a build runs that one channel hears of: its messages are planned, and none of them is posted. */
async function opened(recorded: readonly RecordedExecution[] = of("FAILED", "FAILED")): Promise<OpenDesk> {
  const desk = openDesk();
  const entry = { atMs: NINE, conversation: CHANNEL, person: "U1", action: "", detail: "" };
  await desk.parts.subscriptions.put(aSubscription({ options: { mention: [{ kind: "here", id: "" }] } }), entry);
  await desk.parts.pictures.save(KEY, emptyPicture(REF), aPicture(recorded, { ref: REF, revision: 1 }));
  await desk.parts.schedule.dueBy("track", KEY, NINE);
  await planChangedBuild(desk.parts, KEY);
  return desk;
}

async function mailIn({ parts }: OpenDesk): Promise<readonly string[]> {
  return (await parts.ledger.mail(CHANNEL, 100)).map(({ entry }) => entry.wanted.name).toSorted();
}

/** Posts what waits under these names. */
async function post({ parts }: OpenDesk, ...names: readonly string[]): Promise<void> {
  const lease = await hold(parts.ledger, CHANNEL);
  for (const { entry } of await parts.ledger.mail(CHANNEL, 100)) {
    const { name, contentHash } = entry.wanted;
    const state = { kind: "posted", id: name, contentHash, atMs: NINE } as const;
    if (names.includes(name)) await write(parts.ledger, lease, entry.wanted, { state });
  }
  await parts.ledger.release(lease);
}

async function cardOf({ parts }: OpenDesk, name: string): Promise<string | undefined> {
  const mail = await parts.ledger.mail(CHANNEL, 100);
  return mail.find(({ entry }) => entry.wanted.name === name)?.entry.wanted.card.fallback;
}

const ALL = ["attention", "build", "failure/e0", "failure/e1"];

describe("takes effect before the answer: nothing that waits is posted", () => {
  it.each(["unsubscribe Nightly", "mute Nightly 2h"])("%s", async (words) => {
    const desk = await opened();
    expect(await mailIn(desk)).toEqual(ALL);
    await desk.say(words);
    expect(await mailIn(desk)).toEqual([]);
  });

  it("pausing, and what is resumed shows the build whole", async () => {
    const desk = await opened();
    const [one] = await desk.parts.subscriptions.all();
    await desk.desk.press(ASKER, "subscription-pause", one?.id ?? "");
    expect(await mailIn(desk)).toEqual([]);
    await desk.desk.press(ASKER, "subscription-resume", one?.id ?? "");
    await planChangedBuild(desk.parts, KEY);
    expect(await mailIn(desk)).toEqual(ALL);
  });

  it("muting one test takes its message back, and no other", async () => {
    const desk = await opened();
    await desk.say('mute test:"Login works 1" 2h');
    expect(await mailIn(desk)).toEqual(["attention", "build", "failure/e0"]);
  });

  it("a filter that leaves tests out takes their messages back", async () => {
    const desk = await opened();
    await desk.say('subscribe Nightly test:"Login works"');
    await planChangedBuild(desk.parts, KEY);
    expect(await mailIn(desk)).toEqual(["attention", "build", "failure/e0"]);
  });
});

it.each(["track", "plan"] as const)(
  "a plan that was under way when they unsubscribed does not come after it (%s)",
  async (due) => {
    const desk = openDesk();
    const entry = { atMs: NINE, conversation: CHANNEL, person: "U1", action: "", detail: "" };
    await desk.parts.subscriptions.put(aSubscription(), entry);
    await desk.parts.pictures.save(KEY, emptyPicture(REF), aPicture(of("FAILED"), { ref: REF, revision: 1 }));
    await desk.parts.schedule.remove("plan", KEY);
    await desk.parts.schedule.dueBy(due, KEY, NINE);
    const { ledger } = desk.parts;
    let isFirst = true;
    const slow: typeof ledger = {
      ...ledger,
      project: async (projection, nowMs) => {
        if (isFirst) {
          isFirst = false;
          await desk.say("unsubscribe Nightly");
        }
        return ledger.project(projection, nowMs);
      },
    };
    await planChangedBuild({ ...desk.parts, ledger: slow }, KEY);
    expect(await mailIn(desk)).toEqual([]);
  },
);

describe("what stands already", () => {
  it("of a build in flight says that it is not followed any more, once", async () => {
    const desk = await opened();
    await post(desk, "build", "failure/e0");
    await desk.say("unsubscribe Nightly");
    expect(await mailIn(desk)).toEqual(["build"]);
    expect(await cardOf(desk, "build")).toContain("is not followed here any more");
    await post(desk, "build");
    await planChangedBuild(desk.parts, KEY);
    expect(await mailIn(desk)).toEqual([]);
  });

  it("of a build that is over stays as it is", async () => {
    const desk = await opened();
    const running = await desk.parts.pictures.load(KEY);
    if (running === undefined) throw new Error("no picture");
    await desk.parts.pictures.save(KEY, running, { ...running, revision: 2, final: { atMs: NINE, reason: "quiet" } });
    await planChangedBuild(desk.parts, KEY);
    await post(desk, ...ALL);
    await desk.say("unsubscribe Nightly");
    expect(await mailIn(desk)).toEqual([]);
  });

  it("lives again when somebody subscribes again while the build runs", async () => {
    const desk = await opened();
    await post(desk, "build");
    await desk.say("unsubscribe Nightly");
    await post(desk, "build");
    await desk.say("subscribe Nightly mention:@here");
    await planChangedBuild(desk.parts, KEY);
    expect(await cardOf(desk, "build")).toContain("2 of 2 failed");
  });
});

it("a failure that a retry took back before it was posted is posted as nothing, and calls nobody", async () => {
  const desk = await opened(of("FAILED"));
  const [one] = await desk.parts.subscriptions.all();
  if (one === undefined) throw new Error("no subscription");
  const entry = { atMs: NINE, conversation: CHANNEL, person: "U1", action: "", detail: "" };
  await desk.parts.subscriptions.put({ ...one, options: { ...one.options, on: "failures" } }, entry);
  await planChangedBuild(desk.parts, KEY);
  expect(await mailIn(desk)).toEqual(["attention", "build", "failure/e0"]);
  const failed = await desk.parts.pictures.load(KEY);
  if (failed === undefined) throw new Error("no picture");
  const passed = aPicture([...of("FAILED"), ...of("PASSED").map(asRetry)], { ref: REF, revision: 2 });
  await desk.parts.pictures.save(KEY, failed, passed);
  await planChangedBuild(desk.parts, KEY);
  expect(await mailIn(desk)).toEqual([]);
});

function asRetry(recorded: RecordedExecution): RecordedExecution {
  const execution = { ...recorded.execution, id: "again", startedAtMs: NINE + 600_000, endedAtMs: NINE + 601_000 };
  return { ...recorded, execution };
}

const ASKER = { conversation: CHANNEL, person: "U1", timeZone: "Europe/Berlin", prefix: "/perfecto" };
