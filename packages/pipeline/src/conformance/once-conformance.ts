import { describe, expect, it } from "vitest";
import type { Once } from "../ports/once.ts";

/** What every implementation of first times must do. `makeOnce` gives an empty one. */
export function onceConformance(name: string, makeOnce: () => Once | Promise<Once>): void {
  describe(`${name} tells the first time`, () => {
    it("to one of 50 callers", async () => {
      const once = await makeOnce();
      const answers = await Promise.all(Array.from({ length: 50 }, () => once.first("page", "incident 1", 60_000)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    it("per scope and id, however they are spelt", async () => {
      const once = await makeOnce();
      const pairs = [
        ["a", "b/c"],
        ["a/b", "c"],
        ["a:b", "c"],
        ["a", "b:c"],
        ["a", ""],
      ] as const;
      for (const [scope, id] of pairs) expect(await once.first(scope, id, 60_000)).toBe(true);
      for (const [scope, id] of pairs) expect(await once.first(scope, id, 60_000)).toBe(false);
    });

    it("again when the time is over", async () => {
      const once = await makeOnce();
      expect(await once.first("scope", "id", 20)).toBe(true);
      await expect.poll(() => once.first("scope", "id", 60_000)).toBe(true);
    });
  });
}
