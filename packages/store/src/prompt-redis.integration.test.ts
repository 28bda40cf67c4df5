import { expect, inject, onTestFinished, test } from "vitest";
import { connectRedis } from "./connect-redis.ts";
import { ownRedis, startRedisSwitch, type OwnRedis } from "./testing/index.ts";
import { redisScript } from "./redis-script.ts";

/** A primary that is stopped waits up to ten seconds for its replicas. */
const ENDING_MS = 60_000;
/** Much longer than a person waits, and much shorter than a test. */
const PATIENCE = { timeout: 30_000, interval: 20 };

function answering(url: string) {
  const redis = connectRedis({ url, role: "answer" });
  onTestFinished(() => redis.disconnect());
  return redis;
}

async function aRedis(): Promise<OwnRedis> {
  const redis = await ownRedis();
  onTestFinished(redis.end, ENDING_MS);
  return redis;
}

test("commands and scripts are answered", async () => {
  const redis = answering(inject("redisUrl"));
  const add = redisScript(redis, "testAdd", "return ARGV[1] + ARGV[2]");
  expect(await add([], [1, 2])).toBe(3);
  expect(await redis.multi().set("prompt:a", "1", "PX", 1_000).get("prompt:a").exec()).toEqual([
    [null, "OK"],
    [null, "1"],
  ]);
});

test("a mistake in a command stays Redis' own error", async () => {
  const redis = answering(inject("redisUrl"));
  await redis.set("prompt:text", "x", "PX", 1_000);
  await expect(redis.incr("prompt:text")).rejects.toThrow("ERR value is not an integer");
});

test("while Redis is frozen, a command rejects as unanswered and what follows at once, unsent", async () => {
  const server = await aRedis();
  const redis = answering(server.url);
  await redis.ping();
  server.freeze();
  await expect(redis.set("first", "1")).rejects.toMatchObject({ kind: "unanswered" });
  await expect(redis.set("second", "1")).rejects.toMatchObject({ kind: "away" });
  server.thaw();
  await expect.poll(() => redis.ping().catch(() => "away"), PATIENCE).toBe("PONG");
  expect(await redis.get("second")).toBeNull();
});

test("a command that waited for a connection in vain is not sent when there is one", async () => {
  const server = await aRedis();
  await server.kill();
  const redis = answering(server.url);
  await expect(redis.set("key", "late")).rejects.toMatchObject({
    kind: "away",
    message: expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+ does not answer \(.*ECONNREFUSED.*\)\. Check/u),
  });
  await server.restart();
  await expect.poll(() => redis.ping().catch(() => "away"), PATIENCE).toBe("PONG");
  expect(await redis.get("key")).toBeNull();
});

test("a short loss of the connection is waited for", async () => {
  const server = await aRedis();
  const redis = answering(server.url);
  await redis.ping();
  redis.disconnect(true);
  expect(await redis.set("key", "1")).toBe("OK");
});

test.each([
  ["full", "maxmemory", "1"],
  ["too-few-replicas", "min-replicas-to-write", "1"],
] as const)("a Redis that is %s says so, and heals", async (kind, setting, value) => {
  const server = await aRedis();
  const redis = answering(server.url);
  const script = redisScript(redis, "testSet", "return redis.call('SET', KEYS[1], ARGV[1])");
  await server.set(setting, value);
  await expect(redis.set("key", "1")).rejects.toMatchObject({ kind });
  await expect(script(["key"], [1])).rejects.toMatchObject({ kind });
  expect(await redis.get("key")).toBeNull();
  await server.set(setting, "0");
  await expect.poll(() => redis.set("key", "1").catch(() => "refused"), PATIENCE).toBe("OK");
});

test("a replica that stays one says that it is read-only", async () => {
  const [primary, replica] = [await aRedis(), await aRedis()];
  await replica.follow(primary);
  await replica.caughtUp();
  const redis = answering(replica.url);
  await expect(redis.set("key", "1")).rejects.toMatchObject({ kind: "read-only" });
  await expect(redis.set("key", "1")).rejects.toMatchObject({ kind: "read-only" });
});

test.each(["answer", "worker"] as const)(
  "after a failover, the connection of a %s finds the new primary",
  async (role) => {
    const [old, next] = [await aRedis(), await aRedis()];
    const address = await startRedisSwitch(old.url);
    onTestFinished(address.end);
    const redis = connectRedis({ url: address.url, role });
    onTestFinished(() => redis.disconnect());
    await redis.set("key", "before");
    await next.follow(old);
    await next.caughtUp();
    address.leadTo(next.url);
    await old.handOverTo(next);
    expect(await redis.set("key", "after")).toBe("OK");
    expect(await redis.get("key")).toBe("after");
  },
);

test("work waits for a replica to become the primary, without hammering at it", async () => {
  const [primary, replica] = [await aRedis(), await aRedis()];
  await replica.follow(primary);
  await replica.caughtUp();
  const address = await startRedisSwitch(replica.url);
  onTestFinished(address.end);
  const redis = connectRedis({ url: address.url, role: "worker" });
  onTestFinished(() => redis.disconnect());
  const done = redis.set("key", "1");
  await expect.poll(address.connections, PATIENCE).toBeGreaterThan(4);
  await replica.follow(undefined);
  expect(await done).toBe("OK");
  expect(address.connections()).toBeLessThan(20);
});

test("a wrong password is told as such, and never printed", async () => {
  const server = await aRedis();
  await server.set("requirepass", "right");
  const redis = answering(server.url.replace("redis://", "redis://:hunter2@"));
  const error = await redis.ping().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ kind: "access-denied" });
  expect(String(error)).not.toContain("hunter2");
});
