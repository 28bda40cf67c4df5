import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Budget, RateBudgets } from "../ports/rate-budget.ts";
import { serveAll, type BudgetsOnTrial, type Caller } from "./budgets-on-trial.ts";
import { rateBudgetsLineConformance } from "./rate-budgets-line-conformance.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A clock that goes on by itself has gone this far at most. */
const SOON_MS = 20_000;

/** What every implementation of rate budgets must do. `makeTrial` gives fresh ones. */
export function rateBudgetsConformance(name: string, makeTrial: () => BudgetsOnTrial): void {
  describe(`${name} keeps to limits`, () => {
    it("spreads calls evenly, and says how long it is to the next", async () => {
      const { budgets, pass } = makeTrial();
      const edits = { scope: "slack:T1:chat.update", max: 60, perMs: HOUR_MS };
      expect(await budgets.take([edits], claim("a"))).toEqual({ granted: true });
      expect(await budgets.take([edits], claim("a"))).toEqual(refused(MINUTE_MS, edits.scope));
      pass(MINUTE_MS - SOON_MS);
      expect(await granted(budgets, edits, "a")).toBe(false);
      expect(await granted(budgets, { ...edits, scope: "other" }, "a")).toBe(true);
      pass(SOON_MS);
      expect(await granted(budgets, edits, "a")).toBe(true);
      expect(await budgets.take([], claim("a"))).toEqual({ granted: true });
    });

    it("allows a burst after a rest", async () => {
      const { budgets, pass } = makeTrial();
      const burst = { scope: "a", max: 60, perMs: HOUR_MS, burst: 3 };
      const callers = Array.from({ length: 50 }, (_, index) => granted(budgets, burst, `${index}`));
      expect((await Promise.all(callers)).filter(Boolean)).toHaveLength(3);
      pass(MINUTE_MS);
      expect(await granted(budgets, burst, "late")).toBe(false);
      expect(await granted(budgets, burst, "3")).toBe(true);
    });

    it("takes from every budget or from none", async () => {
      const { budgets, pass } = makeTrial();
      const [wide, narrow] = [
        { scope: "wide", max: 2, perMs: HOUR_MS, burst: 2 },
        { scope: "narrow", max: 60, perMs: HOUR_MS },
      ];
      expect(await granted(budgets, narrow, "a")).toBe(true);
      expect(await budgets.take([wide, narrow], claim("b"))).toEqual(refused(MINUTE_MS, "narrow"));
      expect(await granted(budgets, wide, "c")).toBe(true);
      pass(MINUTE_MS);
      expect((await budgets.take([narrow, wide], claim("b"))).granted).toBe(true);
      expect(await granted(budgets, wide, "d")).toBe(false);
    });

    it("saves up a rest where the burst is more than a period holds, then spreads evenly", async () => {
      const { budgets, pass } = makeTrial();
      const saving = { scope: "a", max: 10, perMs: 10 * MINUTE_MS, burst: 30 };
      const answers = await Promise.all(Array.from({ length: 50 }, () => granted(budgets, saving, "a")));
      expect(answers.filter(Boolean)).toHaveLength(30);
      for (let minute = 1; minute < 5; minute += 1) {
        expect(await budgets.take([saving], claim("a"))).toEqual(refused(MINUTE_MS, "a"));
        pass(MINUTE_MS);
        expect(await granted(budgets, saving, "a")).toBe(true);
      }
    });

    it("leaves the spare share of a burst to others, but not a rested budget's last call", async () => {
      const { budgets } = makeTrial();
      const burst = { scope: "a", max: 60, perMs: HOUR_MS, burst: 4 };
      expect([await granted(budgets, burst, "p", 0.5), await granted(budgets, burst, "p", 0.5)]).toEqual([true, true]);
      expect(await budgets.take([burst], { ...claim("p"), priority: 4, spare: 0.5 })).toEqual(refused(MINUTE_MS, "a"));
      expect([await granted(budgets, burst, "a"), await granted(budgets, burst, "b")]).toEqual([true, true]);
      expect(await granted(budgets, burst, "c")).toBe(false);
      expect(await granted(budgets, { scope: "b", max: 1, perMs: 1_000 }, "p", 1)).toBe(true);
    });

    it("leaves half a burst to others, however long those that spare have taken all they could get", async () => {
      const { budgets, pass } = makeTrial();
      const burst = { scope: "a", max: 20, perMs: HOUR_MS, burst: 8 };
      for (let turns = 0; turns < 60; turns += 1) {
        const answer = await budgets.take([burst], { waiter: "p", priority: 4, spare: 0.5 });
        pass(answer.granted ? 0 : answer.retryAfterMs);
      }
      const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => granted(budgets, burst, `${index}`)));
      expect(answers.filter(Boolean).length).toBeGreaterThanOrEqual(4);
    });

    it("gives nothing of a blocked scope before its time, and then each waiter its own turn", async () => {
      const { budgets, pass } = makeTrial();
      const budget = { scope: "a", max: 60, perMs: HOUR_MS, burst: 2 };
      await budgets.block("a", 5 * MINUTE_MS);
      await budgets.block("a", 3 * MINUTE_MS);
      const told = [5, 5, 6, 7];
      for (const [index, minutes] of told.entries())
        expect(await budgets.take([budget], claim(`${index}`))).toEqual(refused(minutes * MINUTE_MS, "a"));
      pass(5 * MINUTE_MS);
      const answers = await Promise.all(told.map((_, index) => granted(budgets, budget, `${index}`)));
      expect(answers).toEqual([true, true, false, false]);
    });

    it("grants never more than max in any period, or than the burst and what a period gives", async () => {
      const perMs = fc.integer({ min: 1, max: 60 }).map((minutes) => minutes * MINUTE_MS);
      const budget = fc.record({
        scope: fc.constant("a"),
        max: fc.integer({ min: 1, max: 12 }),
        perMs,
        burst: fc.integer({ min: 1, max: 12 }),
      });
      const caller = fc.record({
        fromMs: fc.integer({ min: 0, max: 2 * HOUR_MS }),
        priority: fc.integer({ min: 0, max: 4 }),
        spare: fc.constantFrom(0, 0.1, 0.5),
      });
      await fc.assert(
        fc.asyncProperty(budget, fc.array(caller, { minLength: 1, maxLength: 40 }), async (limit, some) => {
          const callers = some.map(({ fromMs, priority, spare }, index): Caller => ({
            claim: { waiter: `${index}`, priority, spare },
            budgets: [limit],
            fromMs,
          }));
          const calls = await serveAll(makeTrial(), callers);
          const most = limit.burst <= limit.max ? limit.max : limit.burst + limit.max;
          const spans = calls.slice(most).map(({ afterMs }, index) => afterMs - (calls[index]?.beforeMs ?? 0));
          expect(Math.min(Infinity, ...spans)).toBeGreaterThan(limit.perMs - 1);
        }),
        { numRuns: 40 },
      );
    });
  });

  rateBudgetsLineConformance(name, makeTrial);
}

function claim(waiter: string) {
  return { waiter, priority: 2 };
}

async function granted(budgets: RateBudgets, budget: Budget, waiter: string, spare?: number): Promise<boolean> {
  return (await budgets.take([budget], { ...claim(waiter), ...(spare === undefined ? {} : { spare }) })).granted;
}

/** What is told to who has its turn after so long: less where the clock goes on by itself, and a little more far behind. */
function refused(afterMs: number, scope: string) {
  const isAbout = (told: unknown) => typeof told === "number" && told <= afterMs * 1.05 && told > afterMs - SOON_MS;
  return { granted: false, retryAfterMs: expect.toSatisfy(isAbout), scope };
}
