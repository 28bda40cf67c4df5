import type { Card } from "@perfecto-bot/cards";
import { DEFAULT_OPTIONS, emptyPicture, type Mute, type Subscription } from "@perfecto-bot/domain";
import type { FinishedBuild, Ledger, UnreadValue, WantedMessage } from "@perfecto-bot/pipeline";
import { describe, expect, it } from "vitest";
import { createRedisHistoryStore } from "./history/redis-history-store.ts";
import { createRedisLedger } from "./ledger/redis-ledger.ts";
import { createRedisPictureStore } from "./picture/redis-picture-store.ts";
import { createRedisAnswerMemory } from "./redis-answer-memory.ts";
import { createRedisPollMemory } from "./redis-poll-memory.ts";
import { createRedisSubscriptionStore } from "./subscriptions/redis-subscription-store.ts";
import { freshStores } from "./testing/fresh-store.ts";
import { EncryptionKey } from "./vault/encryption-keys.ts";
import { createRedisVault } from "./vault/redis-vault.ts";

const fresh = freshStores();

const HERE = { channel: "slack", workspace: "T1", id: "C1" };
const AUDIT = { atMs: 1, conversation: HERE, person: "U1", action: "subscribed", detail: "" };
const CARD: Card = { kind: "build", status: "failed", title: [], body: [], buttons: [], fallback: "3 of 120 failed" };
const SUBSCRIPTION: Subscription = {
  id: "good",
  conversation: HERE,
  lab: "acme",
  job: "Nightly",
  filter: [],
  options: DEFAULT_OPTIONS,
  createdBy: "U1",
  createdAtMs: 1,
  startsAtMs: 1,
};
const MUTE: Mute = { id: "good", conversation: HERE, filter: [], createdBy: "U1", createdAtMs: 1, untilMs: 9_000 };
const NEWER = '{"v":9,"value":{"shape":"of the future"}}';
const GARBAGE = "?";
const HOLLOW = '{"v":1,"value":{"id":"odd","job":"Nightly","filter":[{"key":"test"}]}}';
/** What a store may find in the place of a value, and what it says of it. */
const VALUES: readonly (readonly [string, string, UnreadValue["why"]])[] = [
  ["of a newer version", NEWER, "newer-version"],
  ["that nobody can read", GARBAGE, "unreadable"],
];

/** A place of its own, and what its stores set aside. */
function open() {
  const options = fresh();
  const told: UnreadValue[] = [];
  const key = (name: string): string => `${options.prefix}:${name}`;
  return { ...options, key, told, onSetAside: (value: UnreadValue) => void told.push(value) };
}

describe("a value that lacks what it should have", () => {
  it("is set aside in the place of a subscription and of a mute", async () => {
    const place = open();
    const store = createRedisSubscriptionStore(place);
    await store.put(SUBSCRIPTION, AUDIT);
    await store.putMute(MUTE, AUDIT);
    await place.redis.hset(place.key("subscriptions"), "odd", `slack/T1/C1 ${HOLLOW}`);
    await place.redis.hset(place.key("mutes:slack/T1/C1"), "odd", HOLLOW);
    await place.redis.zadd(place.key("mutes:slack/T1/C1:ends"), 9_000, "odd");
    expect(await store.all()).toEqual([SUBSCRIPTION]);
    expect(await store.mutes(HERE, 0)).toEqual([MUTE]);
    expect((await store.setAside(HERE, 0)).map(({ what, why }) => [what, why])).toEqual([
      ["subscription", "unreadable"],
      ["mute", "unreadable"],
    ]);
  });
});

describe.each(VALUES)("a value %s", (_what, text, why) => {
  const refusal = { name: "SetAsideError", value: { why } };

  it("in the place of a subscription is left out, counted, and neither replaced nor removed", async () => {
    const place = open();
    const store = createRedisSubscriptionStore(place);
    await store.put(SUBSCRIPTION, AUDIT);
    const stored = `slack/T1/C1 ${text}`;
    await place.redis.hset(place.key("subscriptions"), "odd", stored);
    const setAside = { what: "subscription", why, key: `${place.key("subscriptions")} odd` };
    expect(await store.all()).toEqual([SUBSCRIPTION]);
    expect(await store.of(HERE)).toEqual([SUBSCRIPTION]);
    expect(await store.setAside(HERE, 0)).toMatchObject([setAside]);
    expect(await store.setAside({ ...HERE, id: "C2" }, 0)).toEqual([]);
    expect(place.told).toEqual([setAside]);
    await expect(store.get("odd")).rejects.toMatchObject(refusal);
    await expect(store.put({ ...SUBSCRIPTION, id: "odd" }, AUDIT)).rejects.toMatchObject(refusal);
    expect(await store.replace({ ...SUBSCRIPTION, id: "odd" }, SUBSCRIPTION, AUDIT)).toBe(false);
    await expect(store.remove("odd", AUDIT)).rejects.toMatchObject(refusal);
    await store.moveConversation(HERE, { ...HERE, id: "C2" });
    expect(await place.redis.hget(place.key("subscriptions"), "odd")).toBe(`slack/T1/C2 ${text}`);
    expect(await store.setAside({ ...HERE, id: "C2" }, 0)).toMatchObject([setAside]);
  });

  it("in the place of a mute is left out, counted while it would last, and not replaced", async () => {
    const place = open();
    const store = createRedisSubscriptionStore(place);
    await store.putMute(MUTE, AUDIT);
    await place.redis.hset(place.key("mutes:slack/T1/C1"), "odd", text);
    await place.redis.zadd(place.key("mutes:slack/T1/C1:ends"), 9_000, "odd");
    expect(await store.mutes(HERE, 0)).toEqual([MUTE]);
    expect(await store.setAside(HERE, 8_999)).toMatchObject([{ what: "mute", why }]);
    expect(await store.setAside(HERE, 9_000)).toEqual([]);
    await expect(store.putMute({ ...MUTE, id: "odd" }, AUDIT)).rejects.toMatchObject({ name: "SetAsideError" });
    await store.putMute({ ...MUTE, id: "late" }, { ...AUDIT, atMs: 90 * 86_400_000 });
    expect(await place.redis.hget(place.key("mutes:slack/T1/C1"), "odd")).toBe(text);
  });

  it("among audit entries is left out", async () => {
    const place = open();
    const store = createRedisSubscriptionStore(place);
    await place.redis.lpush(place.key("audit:slack/T1/C1"), text);
    await store.put(SUBSCRIPTION, AUDIT);
    expect(await store.audit(HERE, 10)).toEqual([AUDIT]);
    expect(place.told).toMatchObject([{ what: "audit entry", why }]);
  });

  it("in the place of a picture is refused to readers, and no empty one takes its place", async () => {
    const place = open();
    const store = createRedisPictureStore(place);
    await place.redis.hset(place.key("picture:k"), { revision: "4", meta: text });
    await expect(store.load("k")).rejects.toMatchObject({ name: "SetAsideError", value: { what: "picture", why } });
    const empty = emptyPicture({ kind: "job", lab: "acme", job: "Nightly", number: 45 });
    expect(await store.save("k", empty, { ...empty, revision: 1 })).toBe("conflict");
    expect(await place.redis.hget(place.key("picture:k"), "meta")).toBe(text);
    expect(place.told).toMatchObject([{ what: "picture", why }]);
  });

  it("in the place of a list of builds is refused to readers, and no empty one takes its place", async () => {
    const place = open();
    const store = createRedisPictureStore(place);
    await place.redis.hset(place.key("known-builds:acme/Nightly"), { revision: "4", builds: text });
    await expect(store.knownBuilds("acme", "Nightly")).rejects.toMatchObject(refusal);
    expect(await store.saveKnownBuilds("acme", "Nightly", { revision: 0, builds: [] }, [])).toBe("conflict");
    expect(await place.redis.hget(place.key("known-builds:acme/Nightly"), "builds")).toBe(text);
  });

  it("among finished builds is left out, and neither replaced nor forgotten", async () => {
    const place = open();
    const store = createRedisPictureStore(place);
    const build: FinishedBuild = {
      key: "good",
      job: "Nightly",
      label: "#45",
      verdict: "passed",
      failed: 0,
      total: 3,
      startedAtMs: 1,
      endedAtMs: 2,
      finalAtMs: 3,
    };
    await place.redis.hset(place.key("finished:acme/Nightly/"), "odd", text);
    for (const key of ["good", "odd"]) await store.rememberFinished("acme", { ...build, key });
    await store.forgetFinished({ lab: "acme", job: "Nightly" }, "odd");
    expect(await store.finishedBuilds("acme", "Nightly", undefined)).toEqual([build]);
    expect(await place.redis.hget(place.key("finished:acme/Nightly/"), "odd")).toBe(text);
    expect(place.told).toMatchObject([{ what: "finished build", why }]);
  });

  it("among evidence of devices, or in the place of suspects, is left out and not replaced", async () => {
    const place = open();
    const store = createRedisHistoryStore(place);
    const evidence = { deviceId: "good", label: "Pixel 9", job: "Nightly", failedAlone: 1, failedToo: 0, passed: 2 };
    await place.redis.hset(place.key("device-evidence:acme"), "odd", text);
    await place.redis.set(place.key("suspects:acme"), text);
    const told = ["good", "odd"].map((deviceId) => ({ ...evidence, deviceId, startMs: 1_000 }));
    await store.rememberDevices("acme", "b1", told, 1_000);
    expect((await store.deviceEvidence("acme")).map(({ deviceId }) => deviceId)).toEqual(["good"]);
    await store.putSuspects("acme", []);
    expect(await store.suspects("acme")).toEqual([]);
    expect(await place.redis.hget(place.key("device-evidence:acme"), "odd")).toBe(text);
    expect(await place.redis.get(place.key("suspects:acme"))).toBe(text);
  });

  it("in the place of an answer is as good as none", async () => {
    const place = open();
    await place.redis.set(place.key("answer:odd"), text);
    expect(await createRedisAnswerMemory(place).recall("odd")).toBeUndefined();
    expect(place.told).toEqual([{ what: "answer", why, key: place.key("answer:odd") }]);
  });

  it("in the place of discovery marks is as good as none, and not replaced", async () => {
    const place = open();
    const memory = createRedisPollMemory(place);
    await place.redis.hset(place.key("discovery:acme"), "0", text);
    const none = { marks: {}, unread: [], unreadNames: [] };
    expect(await memory.progress("acme", 0)).toEqual(none);
    await memory.putProgress("acme", 0, { ...none, marks: { short: 5 } });
    await memory.putProgress("acme", 1, { ...none, marks: { short: 6 } });
    expect(await place.redis.hget(place.key("discovery:acme"), "0")).toBe(text);
    expect((await memory.progress("acme", 1)).marks).toEqual({ short: 6 });
    expect(place.told).toMatchObject([{ what: "discovery marks", why }]);
  });
});

describe.each([
  ["of a newer version", '{"v":9,"state":"posted"}', "newer-version"],
  ["that nobody can read", GARBAGE, "unreadable"],
] as const)("a message %s", (_what, text, why) => {
  const topic = "topic";
  const records = "ledger:slack/T1/C1:topic";
  const message = (name: string, replyTo?: string): WantedMessage => ({
    conversation: HERE,
    topic,
    name,
    card: CARD,
    contentHash: "h2",
    progress: false,
    reason: "failed",
    ...(replyTo === undefined ? {} : { replyTo }),
  });

  const want = async (ledger: Ledger, messages: readonly WantedMessage[], withdraw: readonly string[] = []) => {
    const { version } = await ledger.topic(HERE, topic);
    await ledger.project({ conversation: HERE, topic, seen: version, messages, withdraw }, 1);
  };

  it("holds back nothing beside it, and is neither written over nor thrown away", async () => {
    const place = open();
    const ledger = createRedisLedger(place);
    const names = ["odd", "build", "failure/1", "failure/2"];
    await want(
      ledger,
      names.map((name) => message(name)),
    );
    await place.redis.hset(place.key(records), "odd", text);
    const mailed = async (limit: number) => (await ledger.mail(HERE, limit)).map(({ entry }) => entry.wanted.name);
    expect(await mailed(20)).toEqual(["build", "failure/1", "failure/2"]);
    expect(await mailed(2)).toEqual(["build", "failure/1"]);
    const { messages } = await ledger.topic(HERE, topic);
    expect(["odd", "build"].map((name) => messages.get(name)?.state)).toEqual(["set-aside", "waiting"]);
    await want(ledger, [message("build")], ["odd"]);
    await want(ledger, [message("odd")]);
    const lease = (await ledger.acquire(HERE, 60_000)) ?? { conversation: HERE, token: "" };
    const odd = { wanted: { topic, name: "odd" }, version: 0 };
    expect(await ledger.record(lease, odd, { failures: 1 })).toEqual({ kind: "stale" });
    const found = { id: "p1", contentHash: "h2", atMs: 1 };
    expect(await ledger.adopt({ conversation: HERE, topic, name: "odd" }, found)).toBe("known");
    await ledger.revive(HERE, 0, 3);
    expect(await place.redis.hget(place.key(records), "odd")).toBe(text);
    expect(await place.redis.zscore(place.key("mail:slack/T1/C1"), "topic\nodd")).not.toBeNull();
    expect(place.told[0]).toEqual({ what: "message", why, key: `${place.key(records)} odd` });
  });

  it("keeps its replies waiting with it", async () => {
    const place = open();
    const ledger = createRedisLedger(place);
    await want(ledger, [message("build"), message("failure/1", "build"), message("attention")]);
    await place.redis.hset(place.key(records), "build", text);
    expect((await ledger.mail(HERE, 20)).map(({ entry }) => entry.wanted.name)).toEqual(["attention"]);
  });
});

describe.each([
  ["of a newer version", "[9]", "newer-version"],
  ["that nobody can read", "[]", "unreadable"],
] as const)("a history %s", (_what, text, why) => {
  it("is left out and not replaced", async () => {
    const place = open();
    const store = createRedisHistoryStore(place);
    const line = { lab: "acme", job: "Nightly" };
    const result = { startMs: 1, label: "#45", outcome: "passed" as const };
    const history = (test: string) => ({
      key: JSON.stringify([test, "Pixel"]),
      test,
      platform: "Pixel",
      results: [result],
    });
    const [odd, good] = [history("Pay"), history("Log in")];
    await store.changeHistories(line, [odd.key], () => odd);
    const [field = ""] = await place.redis.hkeys(place.key("history:acme/Nightly/"));
    await place.redis.hset(place.key("history:acme/Nightly/"), field, text);
    await store.changeHistories(line, [odd.key, good.key], (key) => (key === odd.key ? "gone" : good));
    expect(await store.histories(line, "all")).toEqual(new Map([[good.key, good]]));
    expect(await place.redis.hget(place.key("history:acme/Nightly/"), field)).toBe(text);
    expect(place.told[0]).toMatchObject({ what: "history", why });
  });
});

describe("a secret of a newer version", () => {
  it("is refused to readers, and neither replaced nor removed", async () => {
    const place = open();
    const vault = createRedisVault({ ...place, keys: [new EncryptionKey(Buffer.alloc(32, 1))] });
    await place.redis.hset(place.key("vault"), "slack/T1", "v2.of.the.future");
    const refusal = { name: "SetAsideError", value: { what: "secret", why: "newer-version" } };
    await expect(vault.read("slack/T1")).rejects.toMatchObject(refusal);
    await expect(vault.write("slack/T1", "xoxb")).rejects.toMatchObject(refusal);
    await expect(vault.remove("slack/T1")).rejects.toMatchObject(refusal);
    expect(await place.redis.hget(place.key("vault"), "slack/T1")).toBe("v2.of.the.future");
    await vault.write("slack/T2", "xoxb");
    expect(await vault.read("slack/T2")).toBe("xoxb");
  });
});

describe("the health of a lab of a newer version", () => {
  it("is as good as unknown, and not written over", async () => {
    const place = open();
    const memory = createRedisPollMemory(place);
    const stored = { v: "2", lastSuccessMs: "5", mood: "fine" };
    await place.redis.hset(place.key("lab-health:acme"), stored);
    expect(await memory.health("acme")).toEqual({ lab: "acme" });
    expect(await memory.noteSuccess("acme", 9)).toBe(false);
    expect(await memory.noteTrouble("acme", "unreachable", "gone", 9)).toBe(false);
    expect(await place.redis.hgetall(place.key("lab-health:acme"))).toEqual(stored);
  });
});
