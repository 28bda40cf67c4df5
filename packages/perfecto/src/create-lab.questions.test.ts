import { Secret } from "@perfecto-bot/domain";
import { fetchExecutions } from "@perfecto-bot/pipeline";
import { createMemoryRateBudgets } from "@perfecto-bot/pipeline/memory";
import { type LabSimulator, startLabSimulator } from "@perfecto-bot/simulators/lab";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedLab } from "./connected-lab.ts";
import { createLab } from "./create-lab.ts";
import { noonMs } from "./testing/wire-context.ts";

const dayMs = 86_400_000;
const window = { fromMs: noonMs - dayMs, toMs: noonMs };
let simulator: LabSimulator;
let lab: ConnectedLab;

beforeEach(async () => {
  simulator = await startLabSimulator({ now: () => noonMs, pageSize: 10 });
  lab = createLab({
    id: "demo",
    baseUrl: simulator.baseUrl,
    token: new Secret(simulator.token),
    now: () => noonMs,
    random: () => 0,
  });
});
afterEach(async () => {
  await lab.close();
  await simulator.stop();
});

/** So many executions evenly over the day before noon, one in ten failed. */
function fill(count: number): void {
  for (let index = 0; index < count; index += 1) {
    const startTime = noonMs - Math.floor(((index + 1) * dayMs) / count);
    const status = index % 10 === 0 ? "FAILED" : "PASSED";
    simulator.put({ resource: { id: `e${index}`, name: `test ${index}`, startTime, status } });
  }
}

const requests = () => simulator.requests.count("executions");
const fetch = (more: Partial<Parameters<typeof fetchExecutions>[0]> = {}) =>
  fetchExecutions({ labs: [{ lab, query: {} }], window, keep: () => true, now: () => noonMs, ...more });

describe("a query's own limits", () => {
  beforeEach(() => fill(95));

  it.each([
    [{}, 95, false],
    [{ maxPages: 1 }, 10, true],
    [{ maxPages: 3 }, 30, true],
    [{ maxPages: 10 }, 95, false],
    [{ maxPages: 0 }, 10, true],
  ])("%j gives %i executions", async (limits, count, truncated) => {
    const answer = await lab.listExecutions({ startedFromMs: window.fromMs, ...limits });
    expect([answer.executions.length, answer.truncated]).toEqual([count, truncated]);
  });

  it.each([
    [{ pagesAtOnce: 1 }, 10],
    [{ maxPages: 2 }, 2],
    [{ maxPages: 3, pagesAtOnce: 1 }, 3],
    [{}, 15],
  ])("%j takes %i requests", async (limits, count) => {
    await lab.listExecutions({ startedFromMs: window.fromMs, ...limits });
    expect(requests()).toBe(count);
  });
});

describe("a question", () => {
  it("over many pages is answered whole, with few requests in vain", async () => {
    fill(1_000);
    const fetched = await fetch({ keep: ({ status }) => status === "FAILED" });
    expect(fetched).toMatchObject({ total: 100, examined: 1_000, complete: true });
    expect(fetched.rows.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, index) => `e${index * 10}`));
    expect(requests()).toBeLessThanOrEqual(100 * 1.3);
  });

  it("over one page is one request", async () => {
    fill(9);
    expect(await fetch()).toMatchObject({ total: 9, complete: true, asks: 1 });
    expect(requests()).toBe(1);
  });

  it("loses nothing where the pages overlap, or hide that more follow", async () => {
    fill(200);
    simulator.faults.add({ match: "executions", times: Infinity, behave: { kind: "overlapping-pages", count: 3 } });
    expect(await fetch()).toMatchObject({ total: 200, complete: true });
    simulator.faults.clear();
    simulator.configure({ pageSize: 500 });
    fill(1_300);
    simulator.faults.add({ match: "executions", times: Infinity, behave: { kind: "hidden-pages" } });
    expect(await fetch()).toMatchObject({ total: 1_300, complete: true });
  });

  it("whose lab fails in the middle has what is known", async () => {
    fill(400);
    simulator.faults.add({
      match: "executions",
      after: 9,
      times: Infinity,
      behave: { kind: "error-array", userMessage: "no" },
    });
    const fetched = await fetch();
    expect(fetched).toMatchObject({
      complete: false,
      stoppedBecause: { kind: "lab-failed", error: { kind: "refused" } },
    });
    expect(fetched.rows.length).toBeGreaterThanOrEqual(10);
  });

  it("that reaches further back than the lab keeps says so", async () => {
    const fetched = await fetch({ window: { fromMs: noonMs - 200 * dayMs, toMs: noonMs } });
    expect(fetched.stoppedBecause).toMatchObject({ kind: "lab-failed", error: { kind: "window-too-old" } });
  });

  it("that is given up ends at once", async () => {
    fill(100);
    const stop = new AbortController();
    simulator.faults.add({ match: "executions", after: 1, times: Infinity, behave: { kind: "hang" } });
    const fetched = await fetch({ signal: stop.signal, onRows: (rows) => rows.length > 0 && stop.abort() });
    expect(fetched).toMatchObject({ total: 10, complete: false, stoppedBecause: { kind: "cancelled" } });
  });

  it("keeps within the lab's budget", async () => {
    fill(250);
    const budgets = createMemoryRateBudgets();
    const sentAtMs: number[] = [];
    const noting: typeof budgets = {
      ...budgets,
      take: async (wanted, claim) => {
        const answer = await budgets.take(wanted, claim);
        if (answer.granted) sentAtMs.push(performance.now());
        return answer;
      },
    };
    const token = new Secret(simulator.token);
    const bounded = createLab({
      id: "demo",
      baseUrl: simulator.baseUrl,
      token,
      budgets: noting,
      requestsPerSecond: 5,
      now: Date.now,
    });
    try {
      expect((await fetch({ labs: [{ lab: bounded, query: {} }] })).complete).toBe(true);
    } finally {
      await bounded.close();
    }
    expect(sentAtMs).toHaveLength(requests());
    // Three seconds' worth was saved up, and as much came in meanwhile.
    for (const fromMs of sentAtMs) {
      expect(sentAtMs.filter((at) => at >= fromMs && at < fromMs + 3_000).length).toBeLessThanOrEqual(30);
    }
  });
});
