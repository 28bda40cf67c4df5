import { expect, it } from "vitest";
import { createMemoryPollMemory } from "../memory/memory-poll-memory.ts";
import { LabError, type Lab, type LabErrorKind } from "../ports/lab.ts";
import type { PollNews } from "./poll-parts.ts";
import { watchLab } from "./watch-lab.ts";

const lab: Lab = {
  id: "acme",
  links: { build: () => "", execution: () => "" },
  listExecutions: () => Promise.reject(new Error("not asked")),
  listCommands: () => Promise.reject(new Error("not asked")),
};

it.each<[LabErrorKind, blamed: boolean]>([
  ["unreachable", true],
  ["rate-limited", true],
  ["not-found", false],
  ["store-unavailable", false],
])("trouble of kind %s: the lab is blamed: %j", async (kind, blamed) => {
  const memory = createMemoryPollMemory();
  const news: PollNews[] = [];
  const parts = { memory, now: () => 1, onNews: (one: PollNews) => void news.push(one) };
  const error = new LabError(kind, "acme", "trouble");
  await expect(watchLab(parts, lab, () => Promise.reject(error))).rejects.toBe(error);
  expect((await memory.health("acme")).trouble !== undefined).toBe(blamed);
  expect(news).toHaveLength(blamed ? 1 : 0);
});
