import { describe, expect, it } from "vitest";
import type { PollMemory } from "../ports/lab-health.ts";

/** What every poll memory must do. `makeMemory` gives an empty one. */
export function pollMemoryConformance(name: string, makeMemory: () => PollMemory | Promise<PollMemory>): void {
  describe(`${name} remembers how polling goes`, () => {
    it("tells once that trouble began, and once that it ended", async () => {
      const memory = await makeMemory();
      expect(await memory.health("acme: 1")).toEqual({ lab: "acme: 1" });
      expect(await memory.noteSuccess("acme: 1", 1)).toBe(false);
      expect(await memory.noteTrouble("acme: 1", "unreachable", "no answer", 2)).toBe(true);
      expect(await memory.noteTrouble("acme: 1", "token-refused", "401", 3)).toBe(false);
      const trouble = { kind: "token-refused", message: "401", sinceMs: 2 };
      expect(await memory.health("acme: 1")).toEqual({ lab: "acme: 1", lastSuccessMs: 1, trouble });
      expect(await memory.health("other")).toEqual({ lab: "other" });
      expect(await memory.noteSuccess("acme: 1", 4)).toBe(true);
      expect(await memory.noteSuccess("acme: 1", 5)).toBe(false);
      expect(await memory.health("acme: 1")).toEqual({ lab: "acme: 1", lastSuccessMs: 5 });
      expect(await memory.noteTrouble("acme: 1", "unreachable", "", 6)).toBe(true);
    });

    it("tells it to one of many", async () => {
      const memory = await makeMemory();
      const began = await Promise.all(
        Array.from({ length: 20 }, () => memory.noteTrouble("lab", "not-json", "login", 2)),
      );
      expect(began.filter(Boolean)).toHaveLength(1);
      const ended = await Promise.all(Array.from({ length: 20 }, () => memory.noteSuccess("lab", 3)));
      expect(ended.filter(Boolean)).toHaveLength(1);
    });

    it("keeps how far each shard is read", async () => {
      const memory = await makeMemory();
      const nothing = { marks: {}, unread: [], unreadNames: [] };
      expect(await memory.progress("lab", -1)).toEqual(nothing);
      const unread = [
        { fromMs: 7, toMs: 9 },
        { fromMs: 1, toMs: 2 },
      ];
      const behind = { marks: { short: 5, long: 1_700_000_000_000 }, unread, unreadNames: ["Smoke: iOS", "名"] };
      await memory.putProgress("lab", -1, behind);
      await memory.putProgress("lab", 0, { ...nothing, marks: { short: 6 } });
      expect(await memory.progress("lab", -1)).toEqual(behind);
      await memory.putProgress("lab", -1, { ...nothing, marks: { short: 7 } });
      expect(await memory.progress("lab", -1)).toEqual({ ...nothing, marks: { short: 7 } });
      expect(await memory.progress("lab", 0)).toEqual({ ...nothing, marks: { short: 6 } });
      expect(await memory.progress("other", -1)).toEqual(nothing);
    });

    it("keeps each lab's longest test", async () => {
      const memory = await makeMemory();
      expect(await memory.longestTestMs("lab")).toBe(0);
      await Promise.all([5, 30, 20].map((ms) => memory.noteTestMs("lab", ms)));
      expect(await memory.longestTestMs("lab")).toBe(30);
      expect(await memory.longestTestMs("other")).toBe(0);
      expect(await memory.progress("lab", 0)).toEqual({ marks: {}, unread: [], unreadNames: [] });
    });

    it("keeps what is set aside, by kind and job", async () => {
      const memory = await makeMemory();
      expect(await memory.setAside("lab")).toEqual([]);
      const asking = {
        kind: "asking",
        job: "a/b 名",
        attempts: 1,
        triedAtMs: 2,
        sinceMs: 1,
        detail: "HTTP 414",
      } as const;
      const recording = { ...asking, kind: "recording" } as const;
      await memory.putSetAside("lab", asking);
      await memory.putSetAside("lab", recording);
      await memory.putSetAside("lab", { ...asking, attempts: 2 });
      const kept = await memory.setAside("lab");
      expect(kept.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([{ ...asking, attempts: 2 }, recording]);
      expect(await memory.setAside("other")).toEqual([]);
      await memory.removeSetAside("lab", asking);
      await memory.removeSetAside("lab", asking);
      expect(await memory.setAside("lab")).toEqual([recording]);
    });
  });

  describe(`${name} locks`, () => {
    it("for one of many, until it is given back", async () => {
      const memory = await makeMemory();
      const locks = await Promise.all(Array.from({ length: 20 }, () => memory.lock("shard 1", 60_000)));
      const [release, ...more] = locks.filter((lock) => lock !== undefined);
      expect(more).toEqual([]);
      expect(await memory.lock("shard 2", 60_000)).toBeDefined();
      await release?.();
      expect(await memory.lock("shard 1", 60_000)).toBeDefined();
    });

    it("ends by itself, and its late holder takes nothing from the next", async () => {
      const memory = await makeMemory();
      const late = await memory.lock("shard", 20);
      await expect.poll(() => memory.lock("shard", 60_000)).toBeDefined();
      await late?.();
      expect(await memory.lock("shard", 60_000)).toBeUndefined();
    });
  });
}
