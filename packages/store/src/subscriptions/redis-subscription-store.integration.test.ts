import { subscriptionStoreConformance } from "@perfecto-bot/pipeline/conformance";
import { DEFAULT_OPTIONS, type Subscription } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { freshStores } from "../testing/fresh-store.ts";
import { keysOf } from "../testing/keys-of.ts";
import { createRedisSubscriptionStore } from "./redis-subscription-store.ts";

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

describe("createRedisSubscriptionStore", () => {
  it("reads values again only after somebody, anywhere, wrote", async () => {
    const options = fresh();
    const [reader, writer] = [createRedisSubscriptionStore(options), createRedisSubscriptionStore(options)];
    await writer.put(SUBSCRIPTION, AUDIT);
    const first = await reader.all();
    expect(first).toEqual([SUBSCRIPTION]);
    expect(await reader.all()).toBe(first);
    await writer.put({ ...SUBSCRIPTION, job: "Weekly" }, AUDIT);
    expect((await reader.all()).map(({ job }) => job)).toEqual(["Weekly"]);
  });

  it("lets mutes and removed subscriptions end, and nothing else", async () => {
    const options = fresh();
    const store = createRedisSubscriptionStore(options);
    await store.put(SUBSCRIPTION, AUDIT);
    await store.put({ ...SUBSCRIPTION, id: "s2" }, AUDIT);
    await store.remove("s1", AUDIT);
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
      "subscriptions:revision": "stays",
    });
  });
});
