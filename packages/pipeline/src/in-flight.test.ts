import { expect, test } from "vitest";
import { createInFlight } from "./in-flight.ts";

test("is drained at once when nothing runs", async () => {
  expect(await createInFlight().drained(1000)).toBe(true);
});

test("waits for work that fails, and for work that began while waiting", async () => {
  const inFlight = createInFlight();
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const failing = inFlight.run(() => first.promise).catch(() => inFlight.run(() => second.promise));
  const drained = inFlight.drained(1000);
  first.reject(new Error("no"));
  queueMicrotask(() => second.resolve());
  expect(await drained).toBe(true);
  await failing;
});

test("gives up at the deadline", async () => {
  const inFlight = createInFlight();
  void inFlight.run(() => new Promise(() => {}));
  expect(await inFlight.drained(5)).toBe(false);
});
