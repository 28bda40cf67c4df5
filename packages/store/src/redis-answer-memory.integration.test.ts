import { answerMemoryConformance } from "@perfecto-bot/pipeline/conformance";
import { expect, it } from "vitest";
import { createRedisAnswerMemory } from "./redis-answer-memory.ts";
import { freshStores } from "./testing/fresh-store.ts";
import { keysOf } from "./testing/keys-of.ts";

const fresh = freshStores();
const NOTE = {
  v: 1,
  text: "failures",
  conversation: { channel: "slack", workspace: "T1", id: "C1" },
  person: "U1",
  timeZone: "UTC",
  askedAtMs: 1,
} as const;

answerMemoryConformance("redis", () => createRedisAnswerMemory(fresh()));

it("keeps one key for each answer, and each ends", async () => {
  const place = fresh();
  const memory = createRedisAnswerMemory(place);
  const ids = [await memory.keep(NOTE, 60_000), await memory.keep(NOTE, 60_000)];
  expect(await keysOf(place)).toEqual(Object.fromEntries(ids.map((id) => [`answer:${id}`, "ends"])));
});
