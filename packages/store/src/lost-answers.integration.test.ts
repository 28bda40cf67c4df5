import type { Card } from "@perfecto-bot/cards";
import { want, write } from "@perfecto-bot/pipeline/conformance";
import { describe, expect, it } from "vitest";
import { createRedisLedger } from "./ledger/redis-ledger.ts";
import { createRedisPictureStore } from "./picture/redis-picture-store.ts";
import { createRedisOnce } from "./redis-once.ts";
import { createRedisPollMemory } from "./redis-poll-memory.ts";
import { freshPrefix } from "./testing/fresh-store.ts";
import { lossyRedis, type LossyRedis } from "./testing/lossy-redis.ts";

const HERE = { channel: "slack", workspace: "T1", id: "C1" };
const CARD: Card = { kind: "build", status: "failed", title: [], body: [], buttons: [], fallback: "failed" };

/** Does something whose answer is lost once, so that the command runs twice. */
async function twice<Answer>({ loseNextAnswer, lost }: LossyRedis, act: () => Promise<Answer>): Promise<Answer> {
  const before = lost();
  loseNextAnswer();
  const answer = await act();
  expect(lost()).toBe(before + 1);
  return answer;
}

describe("a command whose answer was lost and that is sent again", () => {
  it("is still the first of its kind", async () => {
    const wire = await lossyRedis();
    const once = createRedisOnce({ redis: wire.redis, prefix: freshPrefix() });
    await once.first("warm", "up", 60_000);
    expect(await twice(wire, () => once.first("scope", "id", 60_000))).toBe(true);
    expect(await once.first("scope", "id", 60_000)).toBe(false);
  });

  it("still begins and ends trouble, and holds its lock", async () => {
    const wire = await lossyRedis();
    const memory = createRedisPollMemory({ redis: wire.redis, prefix: freshPrefix() });
    await memory.noteTrouble("warm", "unreachable", "up", 1);
    expect(await twice(wire, () => memory.noteTrouble("lab", "unreachable", "no answer", 1))).toBe(true);
    expect(await memory.noteTrouble("lab", "unreachable", "no answer", 2)).toBe(false);
    await memory.noteSuccess("warm", 1);
    expect(await twice(wire, () => memory.noteSuccess("lab", 3))).toBe(true);
    expect(await memory.noteSuccess("lab", 4)).toBe(false);
    await memory.lock("warm", 60_000);
    expect(await twice(wire, () => memory.lock("name", 60_000))).toBeDefined();
    expect(await memory.lock("name", 60_000)).toBeUndefined();
  });

  it("still makes its builds known, once", async () => {
    const wire = await lossyRedis();
    const pictures = createRedisPictureStore({ redis: wire.redis, prefix: freshPrefix() });
    const none = await pictures.knownBuilds("lab", "Nightly");
    await pictures.saveKnownBuilds("lab", "warm", none, []);
    const builds = [{ key: "k", startedAtMs: 1, number: 45 }];
    expect(await twice(wire, () => pictures.saveKnownBuilds("lab", "Nightly", none, builds))).toBe("saved");
    expect(await pictures.knownBuilds("lab", "Nightly")).toEqual({ revision: 1, builds });
    expect(await pictures.saveKnownBuilds("lab", "Nightly", none, [])).toBe("conflict");
  });

  it("makes one piece of mail and one record", async () => {
    const wire = await lossyRedis();
    const ledger = createRedisLedger({ redis: wire.redis, prefix: freshPrefix() });
    const content = { card: CARD, contentHash: "h1", progress: false, reason: "failed" };
    const message = { conversation: HERE, topic: "topic", name: "build", ...content };
    await want(ledger, [{ ...message, name: "other" }], 1);
    const projection = { conversation: HERE, topic: "topic", seen: 1, messages: [message], withdraw: [] };
    // Whoever planned learns that something newer stands, its own, and plans once more.
    expect(await twice(wire, () => ledger.project(projection, 1))).toEqual({ kind: "conflict" });
    expect(await ledger.mail(HERE, 10)).toHaveLength(2);
    await ledger.acquire({ ...HERE, id: "C2" }, 60_000);
    const lease = await twice(wire, () => ledger.acquire(HERE, 60_000));
    if (lease === undefined) throw new Error("it holds its own lease");
    await write(ledger, lease, message, { failures: 1 });
    const posted = { kind: "posted", id: "1.2", contentHash: "h1", atMs: 5 } as const;
    expect(await twice(wire, () => ledger.record(lease, { wanted: message, version: 1 }, { state: posted }))).toEqual({
      kind: "recorded",
      version: 2,
    });
    expect((await ledger.mail(HERE, 10)).map(({ entry }) => entry.wanted.name)).toEqual(["other"]);
  });
});
