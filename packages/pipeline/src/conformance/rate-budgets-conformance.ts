import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Budget, RateBudgets } from "../ports/rate-budget.ts";

const NOW = 1_700_000_000_000;
const MINUTE_MS = 60_000;

/** What every implementation of rate budgets must do. `makeBudgets` gives fresh ones. */
export function rateBudgetsConformance(name: string, makeBudgets: () => RateBudgets | Promise<RateBudgets>): void {
  describe(`${name} keeps to limits`, () => {
    it("spreads calls evenly, and names the time of the next", async () => {
      const budgets = await makeBudgets();
      const edits = { scope: "slack:T1:chat.update", max: 50, perMs: MINUTE_MS };
      expect(await budgets.take([edits], NOW)).toEqual({ granted: true });
      expect(await budgets.take([edits], NOW)).toEqual({ granted: false, retryAtMs: NOW + 1_200, scope: edits.scope });
      expect(await granted(budgets, edits, NOW + 1_199)).toBe(false);
      expect(await granted(budgets, edits, NOW + 1_200)).toBe(true);
      expect(await granted(budgets, { ...edits, scope: "other" }, NOW + 1_200)).toBe(true);
      expect(await budgets.take([], NOW)).toEqual({ granted: true });
    });

    it("allows a burst after a rest", async () => {
      const budgets = await makeBudgets();
      const burst = { scope: "a", max: 60, perMs: MINUTE_MS, burst: 3 };
      const answers = await Promise.all(Array.from({ length: 50 }, () => granted(budgets, burst, NOW)));
      expect(answers.filter(Boolean)).toHaveLength(3);
      expect(await granted(budgets, burst, NOW + 999)).toBe(false);
      expect(await granted(budgets, burst, NOW + 1_000)).toBe(true);
    });

    it("takes from every budget or from none", async () => {
      const budgets = await makeBudgets();
      const [wide, narrow] = [
        { scope: "wide", max: 100, perMs: 1_000 },
        { scope: "narrow", max: 1, perMs: 1_000 },
      ];
      expect(await granted(budgets, narrow, NOW)).toBe(true);
      const answer = await budgets.take([wide, narrow], NOW);
      expect(answer).toEqual({ granted: false, retryAtMs: NOW + 1_000, scope: "narrow" });
      expect(await granted(budgets, wide, NOW)).toBe(true);
      expect((await budgets.take([narrow, wide], NOW + 1_000)).granted).toBe(true);
    });

    it("saves up a rest where the burst is more than a period holds, then spreads evenly", async () => {
      const budgets = await makeBudgets();
      const saving = { scope: "a", max: 10, perMs: 1_000, burst: 30 };
      const answers = await Promise.all(Array.from({ length: 50 }, () => granted(budgets, saving, NOW)));
      expect(answers.filter(Boolean)).toHaveLength(30);
      expect(await budgets.take([saving], NOW)).toEqual({ granted: false, retryAtMs: NOW + 100, scope: "a" });
      const later = [NOW + 100, NOW + 100, NOW + 199, NOW + 200];
      const evenly: boolean[] = [];
      for (const nowMs of later) evenly.push(await granted(budgets, saving, nowMs));
      expect(evenly).toEqual([true, false, false, true]);
    });

    it("leaves the spare share of a burst to others, but not a rested budget's last call", async () => {
      const budgets = await makeBudgets();
      const burst = { scope: "a", max: 60, perMs: MINUTE_MS, burst: 4 };
      const progress = [await granted(budgets, burst, NOW, 0.5), await granted(budgets, burst, NOW, 0.5)];
      expect(progress).toEqual([true, true]);
      expect(await budgets.take([burst], NOW, 0.5)).toEqual({ granted: false, retryAtMs: NOW + 1_000, scope: "a" });
      expect([await granted(budgets, burst, NOW), await granted(budgets, burst, NOW)]).toEqual([true, true]);
      expect(await granted(budgets, burst, NOW)).toBe(false);
      expect(await granted(budgets, { scope: "b", max: 1, perMs: 1_000 }, NOW, 1)).toBe(true);
    });

    it("gives nothing of a blocked scope before its time", async () => {
      const budgets = await makeBudgets();
      const budget = { scope: "a", max: 1_000, perMs: 1_000 };
      await budgets.block("a", NOW + 5_000);
      await budgets.block("a", NOW + 3_000);
      expect(await budgets.take([budget], NOW)).toEqual({ granted: false, retryAtMs: NOW + 5_000, scope: "a" });
      expect(await granted(budgets, budget, NOW + 5_000)).toBe(true);
    });

    it("grants what it refused when its own time has come, and never more than max in any period, or than the burst and what a period gives", async () => {
      const budget = fc.record({
        scope: fc.constant("a"),
        max: fc.integer({ min: 1, max: 12 }),
        perMs: fc.integer({ min: 100, max: 1_000 }),
        burst: fc.integer({ min: 1, max: 12 }),
      });
      const gaps = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(budget, gaps, async (limit, waits) => {
          const budgets = await makeBudgets();
          const calls: number[] = [];
          let nowMs = NOW;
          for (const wait of waits) {
            nowMs += wait;
            const answers = await Promise.all([1, 2, 3].map(() => budgets.take([limit], nowMs)));
            calls.push(...answers.filter((answer) => answer.granted).map(() => nowMs));
            const refused = answers.find((answer) => !answer.granted);
            if (refused?.granted !== false) continue;
            expect(refused.retryAtMs).toBeGreaterThan(nowMs);
            nowMs = refused.retryAtMs;
            expect(await granted(budgets, limit, nowMs)).toBe(true);
            calls.push(nowMs);
          }
          const counts = calls.map((start) => calls.filter((at) => at >= start && at < start + limit.perMs).length);
          const most = limit.burst <= limit.max ? limit.max : limit.burst + limit.max;
          expect(Math.max(...counts)).toBeLessThanOrEqual(most);
        }),
        { numRuns: 60 },
      );
    });
  });
}

async function granted(budgets: RateBudgets, budget: Budget, nowMs: number, spare?: number): Promise<boolean> {
  return (await budgets.take([budget], nowMs, spare)).granted;
}
