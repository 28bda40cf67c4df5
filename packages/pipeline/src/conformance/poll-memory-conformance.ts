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

    it("keeps each shard's marks", async () => {
      const memory = await makeMemory();
      expect(await memory.marks("lab", -1)).toEqual({});
      await memory.putMarks("lab", -1, { short: 5, long: 1_700_000_000_000 });
      await memory.putMarks("lab", 0, { short: 6 });
      expect(await memory.marks("lab", -1)).toEqual({ short: 5, long: 1_700_000_000_000 });
      await memory.putMarks("lab", -1, { short: 7 });
      expect(await memory.marks("lab", -1)).toEqual({ short: 7 });
      expect(await memory.marks("other", -1)).toEqual({});
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
