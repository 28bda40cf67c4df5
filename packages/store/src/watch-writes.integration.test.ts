import { expect, inject, onTestFinished, test } from "vitest";
import { connectRedis } from "./connect-redis.ts";
import { CountingRedis, freshPrefix } from "./testing/fresh-store.ts";
import { ownRedis } from "./testing/index.ts";
import { watchWrites, type StoreHealth } from "./watch-writes.ts";

const PATIENCE = { timeout: 30_000, interval: 50 };

async function watched() {
  const server = await ownRedis();
  const redis = connectRedis({ url: server.url, role: "answer" });
  onTestFinished(async () => {
    redis.disconnect();
    await server.end();
  }, 60_000);
  const changes: StoreHealth[] = [];
  return { server, changes, watch: watchWrites({ redis, onChange: (health) => void changes.push(health) }) };
}

const kindOf = (health: StoreHealth): string => (health.kind === "writable" ? health.kind : health.because);

test("scrapes at the same time share one write, and one that was just tried", async () => {
  const redis = new CountingRedis(inject("redisUrl"));
  onTestFinished(() => redis.disconnect());
  await redis.ping();
  const before = redis.commands;
  const watch = watchWrites({ redis, prefix: freshPrefix() });
  const looks = await Promise.all(Array.from({ length: 20 }, () => watch.look()));
  looks.push(await watch.look());
  expect(new Set(looks.map(kindOf))).toEqual(new Set(["writable"]));
  expect(redis.commands - before).toBe(1);
});

test("what is wrong is said once when it begins, and once when it is over", async () => {
  const { server, watch, changes } = await watched();
  const look = async () => kindOf(await watch.look());
  expect(await look()).toBe("writable");
  await server.set("maxmemory", "1");
  await expect.poll(look, PATIENCE).toBe("full");
  await server.set("maxmemory", "0");
  await expect.poll(look, PATIENCE).toBe("writable");
  await server.set("min-replicas-to-write", "1");
  await expect.poll(look, PATIENCE).toBe("too-few-replicas");
  await server.set("min-replicas-to-write", "0");
  await expect.poll(look, PATIENCE).toBe("writable");
  server.freeze();
  await expect.poll(look, PATIENCE).toBe("unanswered");
  server.thaw();
  await expect.poll(look, PATIENCE).toBe("writable");
  expect(changes.map(kindOf)).toEqual(["full", "writable", "too-few-replicas", "writable", "unanswered", "writable"]);
  expect(watch.last()).toEqual({ kind: "writable" });
});
