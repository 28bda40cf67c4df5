import {
  buildKey,
  emptyPicture,
  type BuildPicture,
  type Conversation,
  type JobBuildRef,
  type RecordedExecution,
} from "@perfecto-bot/domain";
import { aMute, aPicture, aSubscription, CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { hold, write } from "../conformance/samples.ts";
import {
  createMemoryHistoryStore,
  createMemoryLedger,
  createMemoryPictureStore,
  createMemorySubscriptionStore,
} from "../memory/index.ts";
import { aPlanInput } from "../testing/a-plan-input.ts";
import type { Mail, Projection } from "../ports/ledger.ts";
import { attempts, of } from "../testing/plan-of.ts";
import { planChangedBuild } from "./plan-changed-build.ts";

const HOUR_MS = 3_600_000;
const ana = { kind: "user", id: "ana" } as const;

/** A bot that plans for one channel, which calls ana. */
async function openBot() {
  const subscriptions = createMemorySubscriptionStore();
  const startsAtMs = NINE - 100 * HOUR_MS;
  const subscription = aSubscription({ options: { mention: [ana] }, startsAtMs });
  await subscriptions.put(subscription, { atMs: 0, conversation: CHANNEL, person: "U1", action: "", detail: "" });
  const woken: unknown[] = [];
  const parts = {
    pictures: createMemoryPictureStore(),
    histories: createMemoryHistoryStore(),
    subscriptions,
    ledger: createMemoryLedger(),
    signals: { lane: async (conversation: unknown) => void woken.push(conversation) },
    links: (lab: string) => (lab === "acme" ? aPlanInput().links : undefined),
    now: () => NINE,
    quietPeriodMs: 180_000,
  };
  /** Stores what is known of a build, plans it, and gives what is wanted of it by name. */
  async function plan(number: number, recorded: readonly RecordedExecution[], overrides: Partial<BuildPicture> = {}) {
    const ref: JobBuildRef = {
      kind: "job",
      lab: "acme",
      job: "Nightly",
      number,
      startedAtMs: NINE - (50 - number) * HOUR_MS,
    };
    const key = buildKey(ref);
    const before = (await parts.pictures.load(key)) ?? emptyPicture(ref);
    await parts.pictures.save(key, before, aPicture(recorded, { ref, revision: before.revision + 1, ...overrides }));
    await planChangedBuild(parts, key);
    const mail = await parts.ledger.mail(CHANNEL, 100);
    return new Map(
      mail
        .filter(({ entry }) => entry.wanted.topic === key)
        .map(({ entry: { wanted } }) => [wanted.name, wanted.card.fallback]),
    );
  }
  return { parts, woken, plan };
}

const final = { atMs: NINE, reason: "quiet" } as const;

it("tells what is new, known and recovered since the builds before", async () => {
  const { plan } = await openBot();
  await plan(43, of("FAILED", "PASSED", "FAILED", "PASSED"), { final });
  await plan(44, of("FAILED", "PASSED", "FAILED", "PASSED"), { final });
  const told = await plan(45, of("FAILED", "FAILED", "PASSED", "PASSED"), { final });
  expect(told.get("build")).toContain("1 new · 1 known · 1 recovered");
  expect(told.get("failure/e0")).toContain("(known since #43)");
  expect(told.get("failure/e1")).toContain("(new)");
  expect(told.get("attention")).toContain("2 of 4 failed (1 new");
});

it("names tests that the last builds had and this one has not", async () => {
  const { plan } = await openBot();
  await plan(43, of("PASSED", "PASSED"), { final });
  await plan(44, of("PASSED", "PASSED"), { final });
  expect((await plan(45, of("PASSED"))).get("build")).not.toContain("Login works 1");
  expect((await plan(45, of("PASSED"), { final })).get("build")).toContain("Login works 1");
});

it("waits with the call in a job whose builds were seen to retry, and calls once", async () => {
  const { parts, plan } = await openBot();
  const retried = attempts("Pay", "FAILED", "PASSED").map((one, index) => ({
    ...one,
    firstSeenAtMs: NINE + index * 60_000,
  }));
  expect([...(await plan(44, retried, { final })).keys()]).toEqual(["build"]);
  expect([...(await plan(45, attempts("Pay", "FAILED"))).keys()].toSorted()).toEqual(["build", "failure/Pay1"]);
  const called = await plan(45, attempts("Pay", "FAILED"), { final });
  expect(called.get("attention")).toContain("1 of 1 failed");
  const key = buildKey({ kind: "job", lab: "acme", job: "Nightly", number: 45, startedAtMs: NINE - 5 * HOUR_MS });
  await write(
    parts.ledger,
    await hold(parts.ledger, CHANNEL),
    { topic: key, name: "attention" },
    { state: { kind: "posted", id: "1.2", contentHash: contentOf(await parts.ledger.mail(CHANNEL, 9)), atMs: NINE } },
  );
  const before = (await parts.ledger.topic(CHANNEL, key)).messages.get("attention");
  await plan(45, [...attempts("Pay", "FAILED"), ...of("FAILED")], { final });
  expect((await parts.ledger.topic(CHANNEL, key)).messages.get("attention")).toEqual(before);
});

function contentOf(mail: readonly Mail[]): string {
  return mail.find(({ entry }) => entry.wanted.name === "attention")?.entry.wanted.contentHash ?? "";
}

it("planned again, wants nothing else", async () => {
  const { parts, woken, plan } = await openBot();
  await plan(45, of("FAILED"), { final });
  const key = buildKey({ kind: "job", lab: "acme", job: "Nightly", number: 45, startedAtMs: NINE - 5 * HOUR_MS });
  const seen = async () => [
    [...(await parts.ledger.topic(CHANNEL, key)).messages.values()].map(({ name, contentHash }) => [name, contentHash]),
    await parts.histories.histories({ lab: "acme", job: "Nightly" }, "all"),
    await parts.pictures.finishedBuilds("acme", "Nightly", undefined),
  ];
  const before = await seen();
  await planChangedBuild(parts, key);
  expect(await seen()).toEqual(before);
  expect(woken[0]).toEqual(CHANNEL);
});

it("reads mutes and earlier builds once, however many conversations hear of a build", async () => {
  const { parts, plan } = await openBot();
  const places = Array.from({ length: 20 }, (_, index) => ({ ...CHANNEL, id: `C${index + 10}` }));
  for (const conversation of places) {
    const entry = { atMs: 0, conversation, person: "U1", action: "", detail: "" };
    const id = `s-${conversation.id}`;
    await parts.subscriptions.put(aSubscription({ id, conversation, startsAtMs: NINE - 100 * HOUR_MS }), entry);
    await parts.subscriptions.putMute(aMute({ id, conversation }), entry);
  }
  const reads: string[] = [];
  const counted = {
    ...parts,
    pictures: {
      ...parts.pictures,
      finishedBuilds: (...line: Parameters<typeof parts.pictures.finishedBuilds>) => {
        reads.push("builds");
        return parts.pictures.finishedBuilds(...line);
      },
    },
    subscriptions: {
      ...parts.subscriptions,
      mutes: (conversation: Conversation, endAfterMs: number) => {
        reads.push(`mutes of ${conversation.id}`);
        return parts.subscriptions.mutes(conversation, endAfterMs);
      },
    },
  };
  await plan(45, of("FAILED"));
  await planChangedBuild(
    counted,
    buildKey({ kind: "job", lab: "acme", job: "Nightly", number: 45, startedAtMs: NINE - 5 * HOUR_MS }),
  );
  expect(reads.toSorted()).toEqual(["builds", ...[CHANNEL, ...places].map(({ id }) => `mutes of ${id}`)].toSorted());
});

it("tells each conversation of what others mute, and looks at no mute that was over before", async () => {
  const { parts, plan } = await openBot();
  const conversation = { ...CHANNEL, id: "C2" };
  const entry = { atMs: 0, conversation, person: "U1", action: "", detail: "" };
  await parts.subscriptions.put(aSubscription({ id: "s2", conversation, startsAtMs: NINE - 100 * HOUR_MS }), entry);
  await parts.subscriptions.putMute(aMute({ conversation, createdAtMs: NINE - HOUR_MS, untilMs: NINE - 1 }), entry);
  expect((await plan(44, of("FAILED"))).get("build")).not.toContain("muted");
  await parts.subscriptions.putMute(aMute({ id: "m2", conversation }), entry);
  expect((await plan(45, of("FAILED"))).get("build")).toContain("1 failure muted in another conversation.");
});

it("remembers builds that nobody subscribed to, and forgets nothing it does not know", async () => {
  const { parts, plan } = await openBot();
  await parts.subscriptions.remove("s1", { atMs: 1, conversation: CHANNEL, person: "U1", action: "", detail: "" });
  await plan(44, of("PASSED"), { final });
  expect((await parts.histories.histories({ lab: "acme", job: "Nightly" }, "all")).size).toBe(1);
  await planChangedBuild(parts, "j/acme/Nothing//1");
});

it("one conversation that cannot be planned holds back none of the others", async () => {
  const { parts, plan } = await openBot();
  const there = { ...CHANNEL, id: "C2" };
  const entry = { atMs: 0, conversation: there, person: "U1", action: "", detail: "" };
  await parts.subscriptions.put(aSubscription({ id: "s2", conversation: there, startsAtMs: 0 }), entry);
  const { topic, project: projectInto } = parts.ledger;
  Object.assign(parts.ledger, {
    project: (projection: Projection, nowMs: number) =>
      projection.conversation.id === "C2"
        ? Promise.reject(new TypeError("no such thing"))
        : projectInto(projection, nowMs),
  });
  await expect(plan(45, of("FAILED"), { final })).rejects.toThrow("no plan for slack/T1/C2: TypeError: no such thing");
  expect((await topic(CHANNEL, (await parts.ledger.mail(CHANNEL, 1))[0]?.entry.wanted.topic ?? "")).messages.size).toBe(
    3,
  );
  expect((await parts.histories.histories({ lab: "acme", job: "Nightly" }, "all")).size).toBe(1);
  expect(await parts.ledger.mail(there, 1)).toEqual([]);
});
