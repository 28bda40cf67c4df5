import { buildKey, emptyPicture, type BuildKey } from "@perfecto-bot/domain";
import { anExecution, aPicture, aSubscription, CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { createDesk } from "./desk/create-desk.ts";
import { openDesk, QUINN } from "./desk/testing/open-desk.ts";
import {
  createMemoryHistoryStore,
  createMemoryLedger,
  createMemoryPictureStore,
  createMemorySubscriptionStore,
  createMemoryWorkSchedule,
} from "./memory/index.ts";
import { planChangedBuild } from "./plan/plan-changed-build.ts";
import { buildsIn, openPoll } from "./poll/testing/open-poll.ts";
import { JOB, ran } from "./poll/testing/ran.ts";
import type { PictureStore } from "./ports/picture-store.ts";
import { SetAsideError } from "./ports/set-aside.ts";
import { runScheduled } from "./schedule/run-scheduled.ts";
import { aPlanInput } from "./testing/a-plan-input.ts";
import { of } from "./testing/plan-of.ts";

const REF = { kind: "job", lab: "acme", job: "Nightly", number: 45, startedAtMs: NINE } as const;
const KEY = buildKey(REF);
const audit = { atMs: 0, conversation: CHANNEL, person: "U1", action: "", detail: "" };

/** A store in which the picture of a build, or the list of a job's builds, is of a newer version until it is upgraded. */
function withNewer(pictures: PictureStore, { build, job }: { readonly build?: BuildKey; readonly job?: string }) {
  let upgraded = false;
  const unless = async <T>(isNewer: boolean, read: () => Promise<T>): Promise<T> => {
    if (isNewer && !upgraded) throw new SetAsideError({ what: "picture", why: "newer-version", key: "k" });
    return read();
  };
  const store: PictureStore = {
    ...pictures,
    load: (key) => unless(key === build, () => pictures.load(key)),
    knownBuilds: (lab, name) => unless(name === job, () => pictures.knownBuilds(lab, name)),
  };
  return { store, upgrade: () => void (upgraded = true) };
}

it("a build that a newer version wrote is planned after the upgrade, without a command", async () => {
  const pictures = createMemoryPictureStore();
  await pictures.save(KEY, emptyPicture(REF), aPicture(of("FAILED"), { ref: REF, revision: 1 }));
  const { store, upgrade } = withNewer(pictures, { build: KEY });
  const subscriptions = createMemorySubscriptionStore();
  await subscriptions.put(aSubscription(), audit);
  const ledger = createMemoryLedger();
  const parts = {
    pictures: store,
    histories: createMemoryHistoryStore(),
    subscriptions,
    ledger,
    signals: { lane: async () => undefined },
    links: () => aPlanInput().links,
    now: () => NINE,
    quietPeriodMs: 180_000,
  };
  const schedule = createMemoryWorkSchedule();
  let nowMs = NINE;
  const run = () =>
    runScheduled({ schedule, now: () => nowMs, onTrouble: () => undefined }, "plan", KEY, async () => {
      await planChangedBuild(parts, KEY);
      return { kind: "done" };
    });
  await schedule.dueBy("plan", KEY, NINE);
  await run();
  expect(await schedule.failing("plan", 1)).toMatchObject([{ subject: KEY, detail: expect.stringContaining("newer") }]);
  expect(await ledger.mail(CHANNEL, 10)).toEqual([]);
  nowMs += 60_000;
  upgrade();
  await run();
  expect(await schedule.failing("plan", 1)).toEqual([]);
  expect((await ledger.mail(CHANNEL, 10)).map(({ entry }) => entry.wanted.name)).toContain("build");
});

it("what of one job cannot be read holds back no other job of the same answer", async () => {
  const pictures = createMemoryPictureStore();
  const poll = await openPoll({
    pictures: withNewer(pictures, { job: "Newer" }).store,
    subscriptions: [aSubscription(), aSubscription({ id: "s2", job: "Newer" })],
  });
  poll.show([...ran("a P 0", { ...JOB, name: "Newer" }), ...ran("b P 0").map((one) => ({ ...one, id: "nightly" }))]);
  poll.moveTo(1);
  await poll.discover();
  expect(await buildsIn(pictures)).toEqual([expect.stringContaining("nightly")]);
  expect(await poll.parts.memory.setAside("acme")).toMatchObject([{ kind: "recording", job: "Newer" }]);
});

it("a build in flight that a newer version wrote is refused by tracking, whose schedule tries it again", async () => {
  const { track } = await openPoll({ pictures: withNewer(createMemoryPictureStore(), { build: KEY }).store });
  await expect(track(KEY)).rejects.toMatchObject({ name: "SetAsideError", value: { why: "newer-version" } });
});

it("a question about a build that a newer version wrote is answered by the lab", async () => {
  const execution = anExecution({ id: "e1", status: "FAILED", job: { name: "Nightly", number: 45 } });
  const { parts } = openDesk({ executions: [execution] });
  const desk = createDesk({ ...parts, pictures: withNewer(parts.pictures, { build: KEY, job: "Nightly" }).store });
  const reply = await desk.say(QUINN, "build Nightly 45");
  expect(reply.kind === "card" && reply.card.fallback).toContain("1 of 1 failed");
});

it("whoever presses a button of a subscription that a newer version wrote is told so", async () => {
  const { parts } = openDesk();
  const get = async () => {
    throw new SetAsideError({ what: "subscription", why: "newer-version", key: "k" });
  };
  const desk = createDesk({ ...parts, subscriptions: { ...parts.subscriptions, get } });
  const reply = await desk.press(QUINN, "subscription-pause", "s1");
  expect(reply.kind === "card" && reply.card.fallback).toContain("A newer version of the bot wrote this subscription");
});
