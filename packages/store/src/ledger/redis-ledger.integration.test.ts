import type { Card } from "@perfecto-bot/cards";
import type { WantedMessage } from "@perfecto-bot/pipeline";
import { hold, ledgerConformance, want, write } from "@perfecto-bot/pipeline/conformance";
import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { freshStores } from "../testing/fresh-store.ts";
import { keysOf } from "../testing/keys-of.ts";
import { ownRedis } from "../testing/own-redis.ts";
import { createRedisWorkSchedule } from "../redis-work-schedule.ts";
import { createRedisLedger } from "./redis-ledger.ts";

const fresh = freshStores();

ledgerConformance("redis", () => {
  const options = fresh();
  return { ledger: createRedisLedger(options), schedule: createRedisWorkSchedule(options) };
});

const HERE = { channel: "slack", workspace: "T1", id: "C1" };
const CARD: Card = { kind: "build", status: "failed", title: [], body: [], buttons: [], fallback: "3 of 120 failed" };

function message(name: string, topic = "topic"): WantedMessage {
  const root = name === "build" ? {} : { replyTo: "build" };
  const content = { card: CARD, contentHash: "h1", progress: false, reason: "failed" };
  return { conversation: HERE, topic, name, ...content, ...root };
}

describe("createRedisLedger", () => {
  it("projects 500 messages of a topic with one command, and reads mail with two", async () => {
    const options = fresh();
    const ledger = createRedisLedger(options);
    await want(ledger, [message("build")], 1);
    await ledger.mail(HERE, 1);
    const before = options.redis.commands;
    const messages = Array.from({ length: 500 }, (_, index) => message(`failure/${index}`));
    await ledger.project({ conversation: HERE, topic: "topic", seen: 1, messages, withdraw: [] }, 1);
    expect(options.redis.commands - before).toBe(1);
    expect(await ledger.mail(HERE, 20)).toHaveLength(20);
    expect(options.redis.commands - before).toBe(3);
  });

  it("leaves keys that end, but for its counters and what is due", async () => {
    const options = fresh();
    const ledger = createRedisLedger(options);
    await want(ledger, [message("build"), message("failure/1")], Date.now());
    const lease = await hold(ledger, HERE);
    await write(ledger, lease, message("failure/1"), { state: { kind: "dead", detail: "gone", atMs: 5 } });
    expect(await keysOf(options)).toEqual({
      "dead:slack/T1/C1": "ends",
      "due:outbox": "stays",
      "lease-counter": "stays",
      "lease:slack/T1/C1": "ends",
      "ledger-cards:slack/T1/C1:topic": "ends",
      "ledger-topics:slack/T1/C1": "ends",
      "ledger-version:slack/T1/C1:topic": "ends",
      "ledger-where:topic": "ends",
      "ledger:slack/T1/C1:topic": "ends",
      "mail-counter": "stays",
      "mail:slack/T1/C1": "ends",
    });
  });

  it("throws mail away whose message has expired", async () => {
    const options = fresh();
    const ledger = createRedisLedger(options);
    await want(ledger, [message("build", "old"), message("build", "new")], 1);
    await options.redis.del(`${options.prefix}:ledger:slack/T1/C1:old`);
    expect((await ledger.mail(HERE, 10)).map(({ entry }) => entry.wanted.topic)).toEqual(["new"]);
    await options.redis.del(`${options.prefix}:ledger:slack/T1/C1:new`);
    expect(await ledger.mail(HERE, 10)).toEqual([]);
    expect(await createRedisWorkSchedule(options).subjects("outbox")).toEqual([]);
  });

  it("works on after the server forgot its scripts", async () => {
    // A server of its own: others count what they send to theirs.
    const server = await ownRedis();
    onTestFinished(server.end);
    const redis = new Redis(server.url);
    onTestFinished(() => redis.disconnect());
    const ledger = createRedisLedger({ redis });
    await want(ledger, [message("build")], 1);
    await redis.script("FLUSH");
    expect(await want(ledger, [message("failure/1")], 1)).toEqual([HERE]);
    expect(await ledger.mail(HERE, 10)).toHaveLength(2);
  });

  it("goes on with what an earlier version wrote: no versions, and a list of mailboxes", async () => {
    const options = fresh();
    const { redis, prefix } = options;
    const ledger = createRedisLedger(options);
    const former = {
      v: 1,
      revision: 3,
      hash: "h1",
      progress: 0,
      reason: "failed",
      wantedAtMs: 1,
      failures: 0,
      notBeforeMs: 0,
    };
    await redis.hset(`${prefix}:ledger:slack/T1/C1:topic`, "build", JSON.stringify({ ...former, state: "waiting" }));
    await redis.hset(
      `${prefix}:ledger-cards:slack/T1/C1:topic`,
      "build",
      JSON.stringify({ v: 1, value: { card: CARD } }),
    );
    await redis.zadd(`${prefix}:mail:slack/T1/C1`, 7, "topic\nbuild");
    await redis.sadd(`${prefix}:mail-waiting`, "slack/T1/C1");
    const schedule = createRedisWorkSchedule(options);
    expect(await schedule.overdue("outbox", 50, 10)).toEqual([{ subject: "slack/T1/C1", dueAtMs: 49 }]);
    const lease = await hold(ledger, HERE);
    const posted = { kind: "posted", id: "1.2", contentHash: "h1", atMs: 5 } as const;
    expect(await write(ledger, lease, message("build"), { state: posted })).toEqual({ kind: "recorded", version: 1 });
    expect(await schedule.overdue("outbox", 50, 10)).toEqual([]);
  });
});
