import type { Execution, Filter } from "@perfecto-bot/domain";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LabError } from "../ports/lab.ts";
import type { Fetched, OnRows, StopReason } from "./fetched.ts";
import { fetchKey } from "./fetch-key.ts";
import { createFetchSharing } from "./share-fetches.ts";

const progress = (total: number, stoppedBecause?: StopReason): Omit<Fetched, "rows"> => ({
  window: { fromMs: 0, toMs: NINE },
  total,
  examined: total,
  complete: stoppedBecause === undefined,
  ...(stoppedBecause === undefined ? {} : { stoppedBecause }),
  readFromMs: 0,
  readToMs: NINE,
  asOfMs: NINE,
  asks: 1,
  labs: [
    {
      lab: "acme",
      complete: stoppedBecause === undefined,
      ...(stoppedBecause === undefined ? {} : { stoppedBecause }),
      readFromMs: 0,
      readToMs: NINE,
      unread: [],
      asks: 1,
    },
  ],
});

/** A fetch that the test moves on by hand. */
function handFetch() {
  const runs: { hear: OnRows; signal: AbortSignal; end: (fetched: Fetched) => void; fail: (error: Error) => void }[] =
    [];
  const begin = (hear: OnRows, signal: AbortSignal): Promise<Fetched> => {
    hear([], progress(0));
    const { promise, resolve, reject } = Promise.withResolvers<Fetched>();
    runs.push({ hear, signal, end: resolve, fail: reject });
    return promise;
  };
  return { runs, begin };
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => anExecution({ id: `e${index}` }));
const done = (count: number, stopped?: StopReason): Fetched => ({ ...progress(count, stopped), rows: rows(count) });
const idsInto = (ids: string[]) => (fresh: readonly Execution[]) => void ids.push(...fresh.map(({ id }) => id));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("who asks the same", () => {
  it("shares the fetch under way and hears first of what is known", async () => {
    const { runs, begin } = handFetch();
    const share = createFetchSharing();
    const [early, late]: [string[], string[]] = [[], []];
    const one = share("k", begin, { onRows: idsInto(early) });
    runs[0]?.hear(rows(2), progress(2));
    const two = share("k", begin, { onRows: idsInto(late) });
    expect(late).toEqual(["e0", "e1"]);
    runs[0]?.hear([anExecution({ id: "last" })], progress(3));
    runs[0]?.end(done(3));
    expect(await one).toBe(await two);
    expect([early, late, runs.length]).toEqual([["e0", "e1", "last"], ["e0", "e1", "last"], 1]);
    void share("other", begin);
    expect(runs).toHaveLength(2);
  });

  it("within a minute gets what was fetched", async () => {
    const { runs, begin } = handFetch();
    const share = createFetchSharing();
    const first = share("k", begin);
    runs[0]?.end(done(3));
    await first;
    await vi.advanceTimersByTimeAsync(59_000);
    const heard: string[] = [];
    expect(await share("k", begin, { onRows: idsInto(heard) })).toBe(await first);
    expect([heard.length, runs.length]).toEqual([3, 1]);
    await vi.advanceTimersByTimeAsync(1_000);
    void share("k", begin);
    expect(runs).toHaveLength(2);
  });

  it("is not given another's failure", async () => {
    const { runs, begin } = handFetch();
    const share = createFetchSharing();
    const failed = share("k", begin);
    runs[0]?.end(done(1, { kind: "lab-failed", error: new LabError("unreachable", "acme", "no answer") }));
    expect((await failed).rows).toHaveLength(1);
    const broken = share("k", begin);
    runs[1]?.fail(new RangeError("a bug"));
    await expect(broken).rejects.toThrow("a bug");
    void share("k", begin);
    expect(runs).toHaveLength(3);
  });

  it("keeps what the cap or the limit ended", async () => {
    const { runs, begin } = handFetch();
    const share = createFetchSharing();
    const capped = share("k", begin);
    runs[0]?.end(done(2, { kind: "cap", cap: 2 }));
    expect(await share("k", begin)).toBe(await capped);
  });
});

describe("who gives up", () => {
  it("gets what is known and leaves the fetch to the others", async () => {
    const { runs, begin } = handFetch();
    const share = createFetchSharing();
    const stop = new AbortController();
    const impatient = share("k", begin, { signal: stop.signal });
    const patient = share("k", begin, { signal: new AbortController().signal });
    runs[0]?.hear(rows(2), progress(2));
    stop.abort();
    expect(await impatient).toMatchObject({ total: 2, complete: false, stoppedBecause: { kind: "cancelled" } });
    expect((await impatient).rows).toHaveLength(2);
    expect(runs[0]?.signal.aborted).toBe(false);
    runs[0]?.end(done(3));
    expect((await patient).complete).toBe(true);
  });

  it("last ends the fetch, and the next begins a new one", async () => {
    const { runs, begin } = handFetch();
    const share = createFetchSharing();
    const stop = new AbortController();
    const both = [share("k", begin, { signal: stop.signal }), share("k", begin, { signal: stop.signal })];
    stop.abort();
    for (const one of both) expect((await one).stoppedBecause).toEqual({ kind: "cancelled" });
    expect(runs[0]?.signal.aborted).toBe(true);
    void share("k", begin);
    expect(runs).toHaveLength(2);
    runs[0]?.end(done(0, { kind: "cancelled" }));
    await Promise.resolve();
    void share("k", begin);
    expect(runs).toHaveLength(2);
  });
});

it("keeps so many rows at most, the newest fetches first", async () => {
  const { runs, begin } = handFetch();
  const share = createFetchSharing({ mostRows: 10 });
  for (const [index, count] of [4, 4, 4, 11].entries()) {
    const fetch = share(`k${index}`, begin);
    runs[index]?.end(done(count));
    await fetch;
  }
  for (const key of ["k1", "k2"]) await share(key, begin);
  expect(runs).toHaveLength(4);
  void share("k0", begin);
  void share("k3", begin);
  expect(runs).toHaveLength(6);
});

describe("the key", () => {
  const MINUTE = 60_000;
  const NIGHTLY: Filter = [
    { key: "job", negated: false, values: ["a", "b"] },
    { key: "os", negated: true, values: ["iOS"] },
  ];
  const last = (lengthMs: number, nowMs: number, filter = NIGHTLY, labs = ["x", "y"]) =>
    fetchKey(labs, filter, { fromMs: nowMs - lengthMs, toMs: nowMs }, nowMs);
  const base = last(MINUTE, NINE);

  it.each([
    ["asked later in the same minute", last(MINUTE, NINE + 59_000), true],
    ["asked in the next minute", last(MINUTE, NINE + MINUTE), false],
    ["of another length", last(2 * MINUTE, NINE), false],
    [
      "terms and values in another order",
      last(
        MINUTE,
        NINE,
        [...NIGHTLY].toReversed().map((one) => ({ ...one, values: one.values.toReversed() })),
      ),
      true,
    ],
    ["another filter", last(MINUTE, NINE, NIGHTLY.slice(1)), false],
    ["labs in another order", last(MINUTE, NINE, NIGHTLY, ["y", "x"]), true],
    ["other labs", last(MINUTE, NINE, NIGHTLY, ["x"]), false],
    ["a window that ended", fetchKey(["x", "y"], NIGHTLY, { fromMs: NINE - MINUTE, toMs: NINE }, NINE + 1_000), false],
  ])("%s", (_what, key, same) => {
    expect(key === base).toBe(same);
  });

  it("of windows since a moment has that moment, and of ended ones both ends", () => {
    const since = (fromMs: number, nowMs: number) => fetchKey([], [], { fromMs, toMs: nowMs }, nowMs);
    expect(since(10_000, NINE + 1_000)).toBe(since(10_000, NINE + 2_000));
    expect(since(10_000, NINE + 1_000)).not.toBe(since(11_000, NINE + 2_000));
    const ended = (fromMs: number, toMs: number) => fetchKey([], [], { fromMs, toMs }, NINE);
    expect(ended(1_000, 5_000)).toBe(ended(1_000, 5_000));
    expect(ended(1_000, 5_000)).not.toBe(ended(1_000, 6_000));
  });
});
