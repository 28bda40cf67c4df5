import { subscriptionStoreConformance } from "@perfecto-bot/pipeline/conformance";
import { coversJob, DEFAULT_OPTIONS, globOf, matchGlob, type Subscription } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { freshStores } from "../testing/fresh-store.ts";
import { keysOf } from "../testing/keys-of.ts";
import { createRedisSubscriptionStore } from "./redis-subscription-store.ts";
import { CHANGES_KEPT } from "./subscription-mirror.ts";

const fresh = freshStores();

subscriptionStoreConformance("redis", () => createRedisSubscriptionStore(fresh()));

const HERE = { channel: "slack", workspace: "T1", id: "C1" };
const AUDIT = { atMs: 1, conversation: HERE, person: "U1", action: "subscribed", detail: "" };
const SUBSCRIPTION: Subscription = {
  id: "s1",
  conversation: HERE,
  lab: "acme",
  job: "Nightly",
  filter: [],
  options: DEFAULT_OPTIONS,
  createdBy: "U1",
  createdAtMs: 1,
  startsAtMs: 1,
};

const LAB_JOB = (job: string, id = "s1"): Subscription => ({ ...SUBSCRIPTION, id, job });
const jobsIn = (found: readonly Subscription[]) => found.map(({ job }) => job).toSorted();

describe("createRedisSubscriptionStore", () => {
  it("reads of what others wrote only what changed", async () => {
    const options = fresh();
    const [reader, writer] = [createRedisSubscriptionStore(options), createRedisSubscriptionStore(options)];
    for (const id of ["s1", "s2", "s3"]) await writer.put(LAB_JOB(`Job ${id}`, id), AUDIT);
    expect(jobsIn(await reader.all())).toEqual(["Job s1", "Job s2", "Job s3"]);
    // Nobody told that this one changed: who reads everything again meets it.
    await options.redis.hset(`${options.prefix}:subscriptions`, "s2", "no subscription");
    await writer.put(LAB_JOB("Weekly", "s1"), AUDIT);
    await writer.remove("s3", AUDIT);
    await writer.put(LAB_JOB("Hourly", "s4"), AUDIT);
    expect(jobsIn(await reader.all())).toEqual(["Hourly", "Job s2", "Weekly"]);
    expect(jobsIn(await writer.of(HERE))).toEqual(["Hourly", "Weekly"]);
  });

  it("reads everything again where more changed than is written down", async () => {
    const options = fresh();
    const [reader, writer] = [createRedisSubscriptionStore(options), createRedisSubscriptionStore(options)];
    await writer.put(LAB_JOB("Kept", "s2"), AUDIT);
    await reader.all();
    await options.redis.hset(`${options.prefix}:subscriptions`, "s2", "no subscription");
    const changes = Array.from({ length: CHANGES_KEPT + 1 }, (_, change) => LAB_JOB(`Job ${change}`));
    await Promise.all(changes.map((one) => writer.put(one, AUDIT)));
    expect(jobsIn(await reader.all())).toEqual([`Job ${CHANGES_KEPT}`]);
    expect(await options.redis.xlen(`${options.prefix}:subscriptions:changes`)).toBe(CHANGES_KEPT);
  });

  it("sees what a process of the version before wrote, which notes no changes", async () => {
    const options = fresh();
    const [reader, writer] = [createRedisSubscriptionStore(options), createRedisSubscriptionStore(options)];
    const key = `${options.prefix}:subscriptions`;
    await writer.put(LAB_JOB("Nightly"), AUDIT);
    await reader.all();
    const text = (await options.redis.hget(key, "s1")) ?? "";
    await options.redis.hset(key, "s2", text.replace('"id":"s1"', '"id":"s2"').replace("Nightly", "Former"));
    await options.redis.incr(`${key}:revision`);
    expect(jobsIn(await reader.all())).toEqual(["Former", "Nightly"]);
    await writer.put(LAB_JOB("Weekly"), AUDIT);
    expect(jobsIn(await reader.all())).toEqual(["Former", "Weekly"]);
  });

  it("notices that Redis was emptied, also where as much was written since", async () => {
    const options = fresh();
    const [reader, writer] = [createRedisSubscriptionStore(options), createRedisSubscriptionStore(options)];
    await writer.put(LAB_JOB("Before", "s1"), AUDIT);
    await reader.all();
    await options.redis.del(...(await options.redis.keys(`${options.prefix}:*`)));
    await writer.put(LAB_JOB("After", "s2"), AUDIT);
    await writer.put(LAB_JOB("Later", "s3"), AUDIT);
    expect(jobsIn(await reader.all())).toEqual(["After", "Later"]);
  });

  it("asks Redis at most twice for many who look at once, and each sees what was written before", async () => {
    const options = fresh();
    const [reader, writer] = [createRedisSubscriptionStore(options), createRedisSubscriptionStore(options)];
    await writer.put(LAB_JOB("Nightly"), AUDIT);
    await reader.all();
    const first = reader.of(HERE);
    await writer.put(LAB_JOB("Weekly"), AUDIT);
    const before = options.redis.commands;
    const found = await Promise.all(Array.from({ length: 48 }, () => reader.of(HERE)));
    expect(options.redis.commands - before).toBeLessThanOrEqual(2);
    expect(found.every(([one]) => one?.job === "Weekly")).toBe(true);
    await first;
  });

  it("reads only the mutes that end later", async () => {
    const options = fresh();
    const store = createRedisSubscriptionStore(options);
    const mute = { id: "m1", conversation: HERE, filter: [], createdBy: "U1", createdAtMs: 1, untilMs: 100 };
    await store.putMute(mute, AUDIT);
    await store.putMute({ ...mute, id: "m2", untilMs: 900, endedAtMs: 50 }, AUDIT);
    await store.putMute({ ...mute, id: "m3", untilMs: 900 }, AUDIT);
    expect((await store.mutes(HERE, 100)).map(({ id }) => id)).toEqual(["m3"]);
    expect((await store.mutes(HERE, 50)).map(({ id }) => id).toSorted()).toEqual(["m1", "m3"]);
  });

  it("lets mutes and removed subscriptions end, and nothing else", async () => {
    const options = fresh();
    const store = createRedisSubscriptionStore(options);
    await store.put(SUBSCRIPTION, AUDIT);
    await store.put({ ...SUBSCRIPTION, id: "s2" }, AUDIT);
    await store.remove("s1", AUDIT);
    await store.all();
    await store.putMute(
      { id: "m", conversation: HERE, filter: [], createdBy: "U1", createdAtMs: 1, untilMs: 2 },
      AUDIT,
    );
    expect(await keysOf(options)).toEqual({
      "audit:slack/T1/C1": "stays",
      "mutes:slack/T1/C1": "ends",
      "mutes:slack/T1/C1:ends": "ends",
      "subscription-removed:s1": "ends",
      subscriptions: "stays",
      "subscriptions-removed:slack/T1/C1": "ends",
      "subscriptions:changes": "stays",
      "subscriptions:epoch": "stays",
      "subscriptions:revision": "stays",
    });
  });
});

describe("patterns with a backslash", () => {
  const former = (value: object): string => JSON.stringify({ v: 1, value });
  const filter = [{ key: "test", negated: false, values: [String.raw`App\Tests\*`] }];

  it("mean what they meant when they were stored", async () => {
    const options = fresh();
    const store = createRedisSubscriptionStore(options);
    const { conversation: _, ...rest } = SUBSCRIPTION;
    const { prefix, redis } = options;
    const stored = former({ ...rest, job: String.raw`C:\*`, filter });
    await redis.hset(`${prefix}:subscriptions`, "s1", `slack/T1/C1 ${stored}`);
    await redis.hset(`${prefix}:mutes:slack/T1/C1`, "m1", former({ id: "m1", filter, createdAtMs: 1, untilMs: 9 }));
    await redis.zadd(`${prefix}:mutes:slack/T1/C1:ends`, 9, "m1");
    const [subscription = SUBSCRIPTION] = await store.of(HERE);
    const [mute] = await store.mutes(HERE, 0);
    expect(coversJob(subscription.job, String.raw`C:\nightly`)).toBe(true);
    const glob = mute?.filter[0]?.values[0] ?? "";
    expect([String.raw`App\Tests\Login`, "App\\Tests*"].map((name) => matchGlob(glob, name))).toEqual([true, false]);
    const paused = { reason: "by-person", detail: "", sinceMs: 4 } as const;
    expect(await store.replace(subscription, { ...subscription, paused }, AUDIT)).toBe(true);
    expect(await store.get("s1")).toEqual({ ...subscription, paused });
  });

  it("alone need the newer form, so that a process of the version before reads all others", async () => {
    const options = fresh();
    const store = createRedisSubscriptionStore(options);
    await store.put(LAB_JOB("nightly-*", "s1"), AUDIT);
    await store.put(LAB_JOB(globOf("pays [*]"), "s2"), AUDIT);
    const texts = await options.redis.hmget(`${options.prefix}:subscriptions`, "s1", "s2");
    expect(texts.map((text) => /"v":(\d)/.exec(text ?? "")?.[1])).toEqual(["1", "2"]);
    expect(jobsIn(await store.all())).toEqual(["nightly-*", globOf("pays [*]")].toSorted());
  });
});
