import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LATE_MS, REMEMBERED_MS, type Budget, type RateBudgets } from "../ports/rate-budget.ts";
import { serveAll, type BudgetsOnTrial, type Caller } from "./budgets-on-trial.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** One call a minute, none at once. */
const MINUTELY: Budget = { scope: "minutely", max: 60, perMs: HOUR_MS };
/** Edits of messages in a workspace of Slack. */
const EDITS: Budget = { scope: "edits", max: 50, perMs: MINUTE_MS, burst: 10 };

/** How every implementation of rate budgets hands out the turns. `makeTrial` gives fresh budgets. */
export function rateBudgetsLineConformance(name: string, makeTrial: () => BudgetsOnTrial): void {
  describe(`${name} hands out turns`, () => {
    it("to each waiter its own, once, and to nobody else meanwhile", async () => {
      const { budgets, pass } = makeTrial();
      await minutesTold(budgets, "first");
      expect([await minutesTold(budgets, "a"), await minutesTold(budgets, "b")]).toEqual([1, 2]);
      pass(MINUTE_MS);
      expect(await minutesTold(budgets, "c")).toBe(2);
      expect(await minutesTold(budgets, "b")).toBe(1);
      expect(await minutesTold(budgets, "a")).toBe(0);
      pass(MINUTE_MS);
      expect([await minutesTold(budgets, "b"), await minutesTold(budgets, "c")]).toEqual([0, 1]);
    });

    it("as often as somebody asks too early, the same", async () => {
      const { budgets } = makeTrial();
      await minutesTold(budgets, "first");
      await minutesTold(budgets, "a");
      const told = [await minutesTold(budgets, "b"), await minutesTold(budgets, "b"), await minutesTold(budgets, "b")];
      expect(told).toEqual([2, 2, 2]);
    });

    it("to who is more urgent before those who wait, and they are told their new turn", async () => {
      const { budgets, pass } = makeTrial();
      await minutesTold(budgets, "first");
      await minutesTold(budgets, "edit", 3);
      expect(await minutesTold(budgets, "root", 1)).toBe(1);
      expect(await minutesTold(budgets, "reply", 2)).toBe(2);
      pass(MINUTE_MS);
      expect(await minutesTold(budgets, "edit", 3)).toBe(2);
      expect(await minutesTold(budgets, "root", 1)).toBe(0);
    });

    it("to a waiter that became more urgent earlier, and counts it once", async () => {
      const { budgets } = makeTrial();
      await minutesTold(budgets, "first");
      expect([await minutesTold(budgets, "a", 4), await minutesTold(budgets, "b", 4)]).toEqual([1, 2]);
      expect(await minutesTold(budgets, "b", 3)).toBe(1);
      expect([await minutesTold(budgets, "a", 4), await minutesTold(budgets, "c", 4)]).toEqual([2, 3]);
    });

    it("without waiting long for who does not come, who finds its place again if it comes at last", async () => {
      const { budgets, pass } = makeTrial();
      await minutesTold(budgets, "first");
      for (const waiter of ["late", "gone", "b", "c", "d"]) await minutesTold(budgets, waiter);
      pass(2 * MINUTE_MS);
      expect(await minutesTold(budgets, "b")).not.toBe(0);
      pass(2 * LATE_MS);
      expect(await minutesTold(budgets, "b")).toBe(0);
      expect(await minutesTold(budgets, "late")).toBe(1);
      expect([await minutesTold(budgets, "c"), await minutesTold(budgets, "d")]).toEqual([2, 3]);
      pass(HOUR_MS + REMEMBERED_MS);
      expect(await minutesTold(budgets, "e")).toBe(0);
    });

    it("of a wide budget to others while a narrow one makes a waiter wait", async () => {
      const { budgets, pass } = makeTrial();
      const wide = { ...MINUTELY, scope: "wide", burst: 2 };
      const narrow = (waiter: string) => [{ ...MINUTELY, scope: `narrow ${waiter}` }, wide];
      const ask = (waiter: string) => budgets.take(narrow(waiter), { waiter, priority: 2 });
      await budgets.block("narrow a", 5 * MINUTE_MS);
      expect((await ask("a")).granted).toBe(false);
      expect([(await ask("b")).granted, (await ask("c")).granted]).toEqual([true, true]);
      pass(5 * MINUTE_MS);
      expect((await ask("a")).granted).toBe(true);
    });

    it.each([
      ["to nobody else while another budget makes its waiter wait a little", 1.5, 1],
      ["to others while another budget makes its waiter wait for long", 5, 0],
    ])("of one budget %s", async (_what, minutes, told) => {
      const { budgets, pass } = makeTrial();
      const both = [MINUTELY, { ...MINUTELY, scope: "other" }];
      await minutesTold(budgets, "first");
      await budgets.block("other", minutes * MINUTE_MS);
      pass(MINUTE_MS / 2 + 1);
      expect((await budgets.take(both, { waiter: "both", priority: 2 })).granted).toBe(false);
      pass(MINUTE_MS / 2 + 2 * LATE_MS);
      expect(await minutesTold(budgets, "one more")).toBe(told);
      pass(minutes * MINUTE_MS - MINUTE_MS - 2 * LATE_MS);
      expect((await budgets.take(both, { waiter: "both", priority: 2 })).granted).toBe(true);
    });

    it("to 600 lanes with a final edit each in two runs a lane, as fast as the limit allows", async () => {
      const trial = makeTrial();
      const startMs = trial.nowMs();
      const lanes = Array.from({ length: 600 }, (_, index) => caller(`lane ${index}`, [EDITS]));
      const served = await serveAll(trial, lanes);
      expect(Math.max(...served.map(({ runs }) => runs))).toBeLessThanOrEqual(3);
      expect(served.reduce((sum, { runs }) => sum + runs, 0)).toBeLessThanOrEqual(2 * 600);
      // 50 in each of the first eleven minutes; of the last 50, ten at once and then one every 1.2 s.
      const idealMs = 11 * MINUTE_MS + 40 * 1_200;
      expect((served.at(-1)?.beforeMs ?? 0) - startMs).toBeLessThanOrEqual(1.05 * idealMs);
      for (const [place, { caller: lane }] of served.entries())
        expect(Math.abs(lanes.indexOf(lane) - place)).toBeLessThan(10);
    });

    it("to everybody who comes back when told, whatever the limits and whoever else waits", async () => {
      const scopes = fc.subarray(["a", "b", "c"], { minLength: 1 });
      const limit = fc.record({
        max: fc.integer({ min: 1, max: 8 }),
        perMs: fc.integer({ min: 1, max: 4 }).map((minutes) => minutes * MINUTE_MS),
        burst: fc.integer({ min: 1, max: 8 }),
      });
      const some = fc.record({
        scopes,
        fromMs: fc.integer({ min: 0, max: 10 }).map((minutes) => minutes * MINUTE_MS),
        priority: fc.integer({ min: 0, max: 4 }),
        spare: fc.constantFrom(0, 0.5),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.record({ a: limit, b: limit, c: limit }),
          fc.array(some, { minLength: 2, maxLength: 30 }),
          async (limits: Readonly<Record<string, Omit<Budget, "scope">>>, callers) => {
            const served = await serveAll(
              makeTrial(),
              callers.map(({ scopes: wanted, fromMs, priority, spare }, index) => ({
                claim: { waiter: `${index}`, priority, spare },
                budgets: wanted.flatMap((scope) => ({ ...MINUTELY, ...limits[scope], scope })),
                fromMs,
              })),
            );
            expect(served).toHaveLength(callers.length);
          },
        ),
        { numRuns: 40 },
      );
    });

    it("of one priority to who came first first, and to those of less in the end", async () => {
      const priorities = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 30 });
      const burst = fc.integer({ min: 1, max: 5 });
      await fc.assert(
        fc.asyncProperty(priorities, burst, async (callers, most) => {
          const trial = makeTrial();
          await trial.budgets.block("a", MINUTE_MS);
          const budget = { scope: "a", max: 60, perMs: HOUR_MS, burst: most };
          const served = await serveAll(
            trial,
            callers.map((priority, index) => caller(`${index}`, [budget], priority)),
          );
          const order = served.map(({ caller: { claim } }) => Number(claim.waiter));
          const wanted = callers.map((priority, index) => ({ priority, index }));
          wanted.sort((one, other) => one.priority - other.priority || one.index - other.index);
          // Who may go at the same time goes in any order.
          for (const [place, { index }] of wanted.entries())
            expect(Math.abs(order.indexOf(index) - place)).toBeLessThan(most);
        }),
        { numRuns: 40 },
      );
    });
  });
}

function caller(waiter: string, budgets: readonly Budget[], priority = 3): Caller {
  return { claim: { waiter, priority }, budgets };
}

/** How many minutes a waiter is told to wait for a call of {@link MINUTELY}, at least 1, rounded; 0 where it is granted. */
async function minutesTold(budgets: RateBudgets, waiter: string, priority = 2): Promise<number> {
  const answer = await budgets.take([MINUTELY], { waiter, priority });
  return answer.granted ? 0 : Math.max(1, Math.round(answer.retryAfterMs / MINUTE_MS));
}
