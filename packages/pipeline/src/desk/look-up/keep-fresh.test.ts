import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepFresh } from "./keep-fresh.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Readings that end when the test says so. */
function open() {
  const readings: PromiseWithResolvers<string | undefined>[] = [];
  const errors: unknown[] = [];
  const read = (): Promise<string | undefined> => {
    const reading = Promise.withResolvers<string | undefined>();
    readings.push(reading);
    return reading.promise;
  };
  const times = { staleAfterMs: 300_000, spentAfterMs: 3_600_000, notAgainForMs: 60_000, waitMs: 1_500 };
  const latest = keepFresh(read, times, Date.now, (error) => errors.push(error));
  const end = async (index: number, value: string | undefined): Promise<void> => {
    readings[index]?.resolve(value);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { latest, readings, errors, end };
}

it("waits for the first reading, which all share", async () => {
  const { latest, readings, end } = open();
  const answers = Promise.all([latest(), latest()]);
  await end(0, "one");
  expect(await answers).toEqual(["one", "one"]);
  expect(await latest()).toBe("one");
  expect(readings).toHaveLength(1);
});

it("waits no longer than it may, counted for all from the beginning; what is late serves the next", async () => {
  const { latest, readings, end } = open();
  const settled: unknown[] = [];
  void latest().then((value) => settled.push(value));
  await vi.advanceTimersByTimeAsync(1_000);
  void latest().then((value) => settled.push(value));
  expect(settled).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  expect(settled).toEqual([undefined, undefined]);
  expect(await latest()).toBeUndefined();
  await end(0, "late");
  expect(await latest()).toBe("late");
  expect(readings).toHaveLength(1);
});

it("serves what is stale while it reads anew, and waits where it is spent", async () => {
  const { latest, readings, end } = open();
  void latest();
  await end(0, "one");
  await vi.advanceTimersByTimeAsync(299_999);
  await latest();
  expect(readings).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await latest()).toBe("one");
  await end(1, "two");
  expect(await latest()).toBe("two");
  await vi.advanceTimersByTimeAsync(3_600_000);
  const waiting = latest();
  await end(2, "three");
  expect(await waiting).toBe("three");
});

it("gives what is spent rather than nothing where the reading is late or fails", async () => {
  const { latest, readings, errors, end } = open();
  void latest();
  await end(0, "one");
  await vi.advanceTimersByTimeAsync(3_600_000);
  const waiting = latest();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await waiting).toBe("one");
  readings[1]?.reject(new Error("down"));
  await vi.advanceTimersByTimeAsync(0);
  expect(errors).toEqual([new Error("down")]);
  expect(await latest()).toBe("one");
});

it.each([["has nothing to tell"], ["rejects"]])("reads again after a while where it %s", async (how) => {
  const { latest, readings, end } = open();
  const first = latest();
  if (how === "rejects") readings[0]?.reject(new Error("down"));
  await end(0, undefined);
  expect(await first).toBeUndefined();
  await vi.advanceTimersByTimeAsync(59_999);
  expect(await latest()).toBeUndefined();
  expect(readings).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  const second = latest();
  expect(readings).toHaveLength(2);
  await end(1, "back");
  expect(await second).toBe("back");
});

it("begins no second reading while one hangs", async () => {
  const { latest, readings } = open();
  void latest();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(await latest()).toBeUndefined();
  expect(readings).toHaveLength(1);
});
