import type { UnreadValue } from "@perfecto-bot/pipeline";
import { expect, test } from "vitest";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { noteSetAside } from "./note-set-aside.ts";

test("a value that is set aside is told and counted once, with its key", async () => {
  const lines: string[] = [];
  const metrics = createMetrics({
    depths: async () => ({}),
    storeHealth: () => Promise.reject(new Error("no store")),
  });
  const note = noteSetAside(createLog("info", { write: (line) => void lines.push(line) }), metrics.setAside);
  const newer: UnreadValue = { what: "subscription", why: "newer-version", key: "{bot}:subscriptions s1" };
  for (const value of [newer, newer, { ...newer, key: "{bot}:subscriptions s2" }, newer]) note(value);
  note({ what: "picture", why: "unreadable", key: "{bot}:picture:k" });
  expect(lines.filter((line) => line.includes("{bot}:subscriptions s1"))).toHaveLength(1);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain("Upgrade the bot to serve it.");
  const told = await metrics.registry.getSingleMetricAsString("perfecto_bot_set_aside_total");
  expect(told).toContain('{what="subscription",why="newer-version"} 2');
  expect(told).toContain('{what="picture",why="unreadable"} 1');
});
