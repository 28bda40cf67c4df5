import { pollMemoryConformance } from "@perfecto-bot/pipeline/conformance";
import { expect, it } from "vitest";
import { createRedisPollMemory } from "./redis-poll-memory.ts";
import { freshStores } from "./testing/fresh-store.ts";

const fresh = freshStores();

pollMemoryConformance("redis", () => createRedisPollMemory(fresh()));

it("reads the marks that a version before wrote, and adds to them", async () => {
  const { redis, prefix } = fresh();
  await redis.hset(`${prefix}:discovery:lab`, "3", '{"v":1,"value":{"short":5,"long":4}}');
  const memory = createRedisPollMemory({ redis, prefix });
  const before = { marks: { short: 5, long: 4 }, unread: [], unreadNames: [] };
  expect(await memory.progress("lab", 3)).toEqual(before);
  const behind = { ...before, unread: [{ fromMs: 1, toMs: 2 }], unreadNames: ["Nightly"] };
  await memory.putProgress("lab", 3, behind);
  // The version before, which runs beside this one while it is replaced, moves the marks and knows of nothing else.
  await redis.hset(`${prefix}:discovery:lab`, "3", '{"v":1,"value":{"short":6,"long":4}}');
  expect(await memory.progress("lab", 3)).toEqual({ ...behind, marks: { short: 6, long: 4 } });
});
