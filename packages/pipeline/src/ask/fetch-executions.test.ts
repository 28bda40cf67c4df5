import type { Execution } from "@perfecto-bot/domain";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LabError, type Lab } from "../ports/lab.ts";
import { fetchExecutions, type FetchRequest } from "./fetch-executions.ts";
import type { FetchProgress } from "./fetched.ts";
import { executionsEvery, scriptedLab, type ScriptedLab } from "./testing/scripted-lab.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = { fromMs: NINE - 24 * HOUR, toMs: NINE };

function fetch(labs: readonly ScriptedLab[] | ScriptedLab, more: Partial<FetchRequest> = {}) {
  const asked = [labs].flat().map(({ lab }: { readonly lab: Lab }) => ({ lab, query: {} }));
  return fetchExecutions({ labs: asked, window: DAY, keep: () => true, now: () => NINE, ...more });
}

const ids = (rows: readonly Execution[]) => rows.map(({ id }) => id);
const refusal = (kind: LabError["kind"] = "unreachable") => new LabError(kind, "acme", "no answer");

describe("a window is read", () => {
  it("with one request where one page holds it, and none where it is empty", async () => {
    const lab = scriptedLab(executionsEvery(HOUR, 5));
    expect(await fetch(lab)).toMatchObject({ total: 5, complete: true, asks: 1, readFromMs: DAY.fromMs });
    expect(lab.asked).toEqual([{ startedFromMs: DAY.fromMs, startedToMs: NINE, maxPages: 1, pagesAtOnce: 1 }]);
    const none = scriptedLab([]);
    expect(await fetch(none)).toMatchObject({ rows: [], complete: true, asks: 1, asOfMs: NINE + 1 });
    const empty = await fetch(none, { window: { fromMs: NINE, toMs: NINE } });
    expect(empty).toMatchObject({ rows: [], complete: true, asks: 0, asOfMs: NINE });
    expect(none.asked).toHaveLength(1);
  });

  it.each(["newest-first", "oldest-first", "any"] as const)("whole, whatever the order of pages: %s", async (order) => {
    const executions = executionsEvery(7 * MINUTE, 200);
    const lab = scriptedLab(executions, { order });
    const { rows, complete, stoppedBecause } = await fetch(lab);
    expect(ids(rows)).toEqual(ids(executions));
    expect({ complete, stoppedBecause }).toEqual({ complete: true, stoppedBecause: undefined });
  });

  it("with few requests in vain, eight at once, and never more than the pages asked for", async () => {
    const lab = scriptedLab(executionsEvery(4 * MINUTE, 360), { script: () => Promise.resolve() });
    expect((await fetch(lab)).total).toBe(360);
    expect(lab.pages()).toBeLessThanOrEqual(36 * 1.5);
    expect(lab.mostAtOnce()).toBe(8);
    expect(lab.asked.every(({ pagesAtOnce }) => pagesAtOnce === 1)).toBe(true);
  });

  it("with each execution once, also on the borders of slices and of the window", async () => {
    const lab = scriptedLab([
      ...executionsEvery(MINUTE, 24 * 60),
      anExecution({ id: "at the end", startedAtMs: NINE }),
      anExecution({ id: "before", startedAtMs: DAY.fromMs - 1 }),
    ]);
    const seen: string[] = [];
    const { rows, examined } = await fetch(lab, { onRows: (fresh) => seen.push(...ids(fresh)) });
    expect(rows.at(-1)?.startedAtMs).toBe(DAY.fromMs);
    expect(new Set(ids(rows)).size).toBe(24 * 60);
    expect({ count: rows.length, examined }).toEqual({ count: 24 * 60, examined: 24 * 60 });
    expect(seen.toSorted()).toEqual(ids(rows).toSorted());
  });

  it("page by page where a second holds too much, and says so where even that ends", async () => {
    const crowd = (count: number) =>
      Array.from({ length: count }, (_, index) => anExecution({ id: `c${index}`, startedAtMs: NINE - HOUR }));
    expect(await fetch(scriptedLab(crowd(300)))).toMatchObject({ total: 300, complete: true });
    const endless = await fetch(scriptedLab(crowd(2_000), { pageSize: 10 }));
    expect(endless).toMatchObject({ total: 1_000, complete: false, stoppedBecause: { kind: "too-dense" } });
    expect(endless.readFromMs).toBeGreaterThan(NINE - HOUR);
    expect(endless.readFromMs).toBeLessThan(NINE - HOUR + 2_000);
  });

  it("filtered, and an execution without a start is kept", async () => {
    const lab = scriptedLab([...executionsEvery(HOUR, 6, { status: "FAILED" }).slice(3), ...executionsEvery(HOUR, 3)]);
    const failed = await fetch(lab, { keep: ({ status }) => status === "FAILED" });
    expect([ids(failed.rows), failed.total, failed.examined]).toEqual([["e3", "e4", "e5"], 3, 6]);
    const { startedAtMs: _, ...timeless } = anExecution({ id: "timeless" });
    expect(ids((await fetch(scriptedLab([timeless]))).rows)).toEqual(["timeless"]);
  });
});

it("reads any set of executions without loss, in any order of pages", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: DAY.fromMs, max: NINE - 1 }), { maxLength: 150 }),
      fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 }),
      fc.constantFrom("newest-first" as const, "oldest-first" as const, "any" as const),
      async (anywhere, burst, order) => {
        const starts = [...anywhere, ...burst.map((offset) => NINE - 5 * HOUR + offset)];
        const executions = starts.map((startedAtMs, index) => anExecution({ id: `x${index}`, startedAtMs }));
        const { rows, complete } = await fetch(scriptedLab(executions, { order, pageSize: 5 }), { mostAsks: 10_000 });
        expect(complete).toBe(true);
        expect(ids(rows).toSorted()).toEqual(ids(executions).toSorted());
      },
    ),
    { numRuns: 60 },
  );
});

it("says of any set of executions which are missing, whichever requests fail", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: DAY.fromMs, max: NINE - 1 }), { minLength: 20, maxLength: 150 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 4 }),
      async (starts, failing) => {
        const executions = starts.map((startedAtMs, index) => anExecution({ id: `x${index}`, startedAtMs }));
        const lab = scriptedLab(executions, {
          pageSize: 3,
          script: (_query, index) => {
            if (failing.includes(index)) throw refusal();
          },
        });
        const { rows, complete, labs } = await fetch(lab, { mostAsks: 10_000 });
        const unread = labs[0]?.unread ?? [];
        const missing = executions.filter((one) => !rows.some(({ id }) => id === one.id));
        expect(complete).toBe(unread.length === 0);
        const isUnread = ({ startedAtMs = NaN }: Execution): boolean =>
          unread.some(({ fromMs, toMs }) => startedAtMs >= fromMs && startedAtMs < toMs);
        expect(missing.filter((one) => !isUnread(one))).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

describe("rows are handed on", () => {
  it("as they come, with how far reading is", async () => {
    const steps: [number, FetchProgress][] = [];
    const lab = scriptedLab(executionsEvery(7 * MINUTE, 200));
    await fetch(lab, { onRows: (fresh, progress) => steps.push([fresh.length, progress]) });
    expect(steps[0]).toMatchObject([0, { total: 0, complete: false, asks: 0, readFromMs: NINE }]);
    expect(steps[1]).toMatchObject([10, { total: 10, complete: false, asks: 1, readFromMs: NINE }]);
    expect(steps.at(-1)?.[1]).toMatchObject({ total: 200, complete: true, readFromMs: DAY.fromMs });
    const froms = steps.map(([, { readFromMs }]) => readFromMs);
    expect(froms).toEqual(froms.toSorted((a, b) => b - a));
  });
});

describe("reading stops", () => {
  it("at the cap, with the newest rows and the part they are all of", async () => {
    const executions = executionsEvery(MINUTE, 24 * 60);
    const lab = scriptedLab(executions);
    const fetched = await fetch(lab, { cap: 100 });
    expect(ids(fetched.rows)).toEqual(ids(executions.slice(0, 100)));
    expect(fetched).toMatchObject({ complete: false, stoppedBecause: { kind: "cap", cap: 100 } });
    expect(fetched.readFromMs).toBe(NINE - 100 * MINUTE + 1);
    expect(fetched.total).toBeGreaterThanOrEqual(100);
    expect(lab.pages()).toBeLessThan(72);
  });

  it("at no cap that is just met", async () => {
    const lab = scriptedLab(executionsEvery(14 * MINUTE, 100), { pageSize: 500 });
    expect(await fetch(lab, { cap: 100 })).toMatchObject({ complete: true, total: 100 });
  });

  it("after so many questions", async () => {
    const lab = scriptedLab(executionsEvery(MINUTE, 24 * 60));
    const fetched = await fetch(lab, { mostAsks: 9 });
    expect(fetched).toMatchObject({ complete: false, stoppedBecause: { kind: "ask-limit", asks: 9 }, asks: 9 });
    const listed = fetched.rows.filter(({ startedAtMs = 0 }) => startedAtMs >= fetched.readFromMs);
    expect(listed).toHaveLength(Math.floor((NINE - fetched.readFromMs) / MINUTE));
  });

  it("soon in a lab that pays no attention to times", async () => {
    const { lab } = scriptedLab([]);
    const all = executionsEvery(MINUTE, 10).map((one) => ({ ...one, startedAtMs: NINE - 48 * HOUR }));
    const answer = { executions: all, processing: "complete", answeredAtMs: NINE, truncated: true } as const;
    const deaf: Lab = { ...lab, listExecutions: async () => answer };
    const fetched = await fetchExecutions({
      labs: [{ lab: deaf, query: {} }],
      window: DAY,
      keep: () => true,
      now: () => NINE,
    });
    expect(fetched).toMatchObject({ rows: [], complete: false, stoppedBecause: { kind: "ask-limit" } });
  });

  it("when the asker gives up, with what is known", async () => {
    const stop = new AbortController();
    const lab = scriptedLab(executionsEvery(MINUTE, 24 * 60), {
      script: (_query, index) => (index === 4 ? stop.abort() : undefined),
    });
    const fetched = await fetch(lab, { signal: stop.signal });
    expect(fetched).toMatchObject({ complete: false, stoppedBecause: { kind: "cancelled" } });
    expect(fetched.rows.length).toBeGreaterThan(0);
    expect(lab.asked.length).toBeLessThanOrEqual(9);
    const before = scriptedLab([]);
    expect(await fetch(before, { signal: stop.signal })).toMatchObject({ stoppedBecause: { kind: "cancelled" } });
    expect(before.asked).toEqual([]);
  });

  it("not at a slice that fails: it alone is missing, and said to be", async () => {
    const error = refusal();
    const lab = scriptedLab(executionsEvery(MINUTE, 24 * 60), {
      script: (_query, index) => {
        if (index === 3) throw error;
      },
    });
    const fetched = await fetch(lab);
    const failed = { fromMs: lab.asked[3]?.startedFromMs ?? NaN, toMs: lab.asked[3]?.startedToMs ?? NaN };
    expect(fetched).toMatchObject({ complete: false, stoppedBecause: { kind: "lab-failed", error } });
    expect(fetched.labs[0]?.unread).toEqual([failed]);
    expect(fetched.readFromMs).toBe(failed.toMs);
    const missing = (failed.toMs - failed.fromMs) / MINUTE;
    expect(Math.abs(fetched.rows.length - (24 * 60 - missing))).toBeLessThanOrEqual(1);
  });

  it("after three slices that failed, with what is known", async () => {
    const lab = scriptedLab(executionsEvery(MINUTE, 24 * 60), {
      script: (_query, index) => {
        if (index >= 9) throw refusal();
      },
    });
    const fetched = await fetch(lab);
    expect(fetched).toMatchObject({ complete: false, stoppedBecause: { kind: "lab-failed" } });
    expect(lab.asked.length).toBeLessThan(9 + 3 + 8);
    expect(fetched.rows.length).toBeGreaterThan(80);
  });

  it.each(["token-refused", "wrong-lab", "refused", "window-too-old", "rate-limited"] as const)(
    "at an error that other slices would meet as well, with what is known: %s",
    async (kind) => {
      const error = refusal(kind);
      const lab = scriptedLab(executionsEvery(MINUTE, 24 * 60), {
        script: (_query, index) => {
          if (index === 3) throw error;
        },
      });
      const fetched = await fetch(lab);
      expect(fetched).toMatchObject({ complete: false, stoppedBecause: { kind: "lab-failed", error } });
      const failedAtMs = lab.asked[3]?.startedToMs ?? Number.NaN;
      expect(fetched.readFromMs).toBeGreaterThanOrEqual(failedAtMs);
      expect(fetched.rows.length).toBeGreaterThan(10);
      expect(lab.asked).toHaveLength(9);
    },
  );

  it("rejects for what is no lab's error", async () => {
    const lab = scriptedLab([], {
      script: () => {
        throw new RangeError("a bug");
      },
    });
    await expect(fetch(lab)).rejects.toThrow("a bug");
  });
});

describe("several labs", () => {
  it("are read side by side and end each for itself", async () => {
    const error = refusal("token-refused");
    const good = scriptedLab(executionsEvery(7 * MINUTE, 200));
    const bad = scriptedLab([], { id: "other", script: () => Promise.reject(error) });
    const fetched = await fetch([good, bad]);
    expect(fetched).toMatchObject({ total: 200, complete: false, readFromMs: NINE });
    expect(fetched.stoppedBecause).toEqual({ kind: "lab-failed", error });
    expect(fetched.labs).toMatchObject([
      { lab: "acme", complete: true, readFromMs: DAY.fromMs },
      { lab: "other", complete: false, readFromMs: NINE, asks: 1, stoppedBecause: { kind: "lab-failed", error } },
    ]);
  });

  it("share the cap, and the same id in two labs is two executions", async () => {
    const here = scriptedLab(executionsEvery(MINUTE, 200));
    const there = scriptedLab(executionsEvery(MINUTE, 200, { lab: "other" }), { id: "other" });
    const { rows, complete } = await fetch([here, there], { cap: 50 });
    expect(complete).toBe(false);
    expect(rows.map(({ id, lab }) => `${lab} ${id}`).slice(0, 4)).toEqual([
      "acme e0",
      "other e0",
      "acme e1",
      "other e1",
    ]);
    expect(rows).toHaveLength(50);
  });
});
