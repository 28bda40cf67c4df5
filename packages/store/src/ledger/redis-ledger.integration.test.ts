import type { Card } from "@perfecto-bot/cards";
import type { WantedMessage } from "@perfecto-bot/pipeline";
import { ledgerConformance } from "@perfecto-bot/pipeline/conformance";
import { describe, expect, it } from "vitest";
import { freshStores } from "../testing/fresh-store.ts";
import { keysOf } from "../testing/keys-of.ts";
import { createRedisLedger } from "./redis-ledger.ts";

const fresh = freshStores();

ledgerConformance("redis", () => createRedisLedger(fresh()));

const HERE = { channel: "slack", workspace: "T1", id: "C1" };
const LEASE = { conversation: HERE, owner: "worker" };
const CARD: Card = { kind: "build", status: "failed", title: [], body: [], buttons: [], fallback: "3 of 120 failed" };

function message(name: string, topic = "topic"): WantedMessage {
  const root = name === "build" ? {} : { replyTo: "build" };
  const content = { card: CARD, contentHash: "h1", revision: 1, progress: false, reason: "failed" };
  return { conversation: HERE, topic, name, ...content, ...root };
}

describe("createRedisLedger", () => {
  it("wants 500 messages of a conversation with one command, and reads mail with two", async () => {
    const options = fresh();
    const ledger = createRedisLedger(options);
    await ledger.want([message("build")], 1);
    await ledger.mail(HERE, 1);
    const before = options.redis.commands;
    await ledger.want(
      Array.from({ length: 500 }, (_, index) => message(`failure/${index}`, `topic ${index % 7}`)),
      1,
    );
    expect(options.redis.commands - before).toBe(1);
    expect(await ledger.mail(HERE, 20)).toHaveLength(20);
    expect(options.redis.commands - before).toBe(3);
  });

  it("leaves keys that end, but for its counter and the list of mailboxes", async () => {
    const options = fresh();
    const ledger = createRedisLedger(options);
    await ledger.want([message("build"), message("failure/1")], Date.now());
    await ledger.acquire(LEASE, 60_000);
    await ledger.record(LEASE, message("failure/1"), { state: { kind: "dead", detail: "gone", atMs: 5 } });
    expect(await keysOf(options)).toEqual({
      "dead:slack/T1/C1": "ends",
      "lease:slack/T1/C1": "ends",
      "ledger-cards:slack/T1/C1:topic": "ends",
      "ledger-topics:slack/T1/C1": "ends",
      "ledger-where:topic": "ends",
      "ledger:slack/T1/C1:topic": "ends",
      "mail-counter": "stays",
      "mail-waiting": "stays",
      "mail:slack/T1/C1": "ends",
    });
  });

  it("throws mail away whose message has expired", async () => {
    const options = fresh();
    const ledger = createRedisLedger(options);
    await ledger.want([message("build", "old"), message("build", "new")], 1);
    await options.redis.del(`${options.prefix}:ledger:slack/T1/C1:old`);
    expect((await ledger.mail(HERE, 10)).map(({ entry }) => entry.wanted.topic)).toEqual(["new"]);
    await options.redis.del(`${options.prefix}:ledger:slack/T1/C1:new`);
    expect(await ledger.mail(HERE, 10)).toEqual([]);
    expect(await ledger.conversationsWithMail()).toEqual([]);
  });

  it("works on after the server forgot its scripts", async () => {
    const options = fresh();
    const ledger = createRedisLedger(options);
    await ledger.want([message("build")], 1);
    await options.redis.script("FLUSH");
    expect(await ledger.want([message("failure/1")], 1)).toEqual([HERE]);
    expect(await ledger.mail(HERE, 10)).toHaveLength(2);
  });
});
