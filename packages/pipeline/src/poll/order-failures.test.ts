import { emptyPicture, type BuildPicture, type RecordedExecution } from "@perfecto-bot/domain";
import { aMute, aRecordedExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { orderFailures, type Interest } from "./order-failures.ts";

const QUIET_MS = 180_000;

/** Failures "t00", "t01", … that ended in this order. */
const FAILURES = Array.from({ length: 40 }, (_, index): RecordedExecution => {
  const id = `t${String(index).padStart(2, "0")}`;
  const endedAtMs = NINE + index;
  return aRecordedExecution(
    { id, name: id, status: "FAILED", endedAtMs, tags: index % 2 === 0 ? ["even"] : [] },
    { enrichment: { state: "pending", attempts: 0 }, firstSeenAtMs: endedAtMs, settledAtMs: endedAtMs },
  );
});
const PICTURE: BuildPicture = {
  ...emptyPicture({ kind: "job", lab: "acme", job: "Nightly", number: 45 }),
  executions: new Map(FAILURES.map((one) => [one.execution.id, one])),
};

const order = (interests: readonly Interest[], failures: readonly RecordedExecution[] = FAILURES.toReversed()) =>
  orderFailures(PICTURE, interests, failures, QUIET_MS).map(({ execution }) => execution.id);
const names = (indices: readonly number[]): readonly string[] =>
  indices.map((one) => `t${String(one).padStart(2, "0")}`);
const range = (from: number, to: number, step = 1): readonly number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
const all: Interest = { subscriptions: [aSubscription()], mutes: [] };

describe("orderFailures", () => {
  it("puts the oldest first where nobody is known to watch", () => {
    expect(order([])).toEqual(names(range(0, 40)));
  });

  it("puts first what gets a message of its own: thirty in a thread, ten in a channel", () => {
    const inChannel: Interest = {
      subscriptions: [
        aSubscription({ filter: [{ key: "tag", negated: true, values: ["even"] }], options: { thread: "off" } }),
      ],
      mutes: [],
    };
    expect(order([all])).toEqual(names(range(0, 40)));
    expect(order([inChannel]).slice(0, 20)).toEqual(names(range(1, 40, 2)));
    expect(order([all, inChannel]).slice(0, 30)).toEqual(names(range(0, 30)));
  });

  it("leaves what is muted or filtered out to the end", () => {
    const even = [{ key: "tag", negated: false, values: ["even"] }] as const;
    const muting: Interest = { ...all, mutes: [aMute({ filter: even })] };
    const filtering: Interest = { subscriptions: [aSubscription({ filter: even })], mutes: [] };
    expect(order([muting])).toEqual(names([...range(1, 40, 2), ...range(0, 40, 2)]));
    expect(order([filtering])).toEqual(names([...range(0, 40, 2), ...range(1, 40, 2)]));
  });

  it("does not know what a filter makes of history, and takes all of it", () => {
    const fresh: Interest = {
      subscriptions: [aSubscription({ filter: [{ key: "is", negated: false, values: ["new"] }] })],
      mutes: [],
    };
    expect(order([fresh])).toEqual(names(range(0, 40)));
  });

  it("puts what was tried in vain behind its like, so that it holds up no other", () => {
    const tried = FAILURES.map((one, index): RecordedExecution =>
      index === 0 ? { ...one, enrichment: { state: "pending", attempts: 0, troubles: 3 } } : one,
    );
    expect(order([all], tried)).toEqual(names([...range(1, 30), 0, ...range(30, 40)]));
  });
});
