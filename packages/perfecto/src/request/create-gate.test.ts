import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createGate } from "./create-gate.ts";

const never = new AbortController().signal;

it("lets at most so many in, in the order they came", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 12 }),
      async (s, width, count) => {
        const gate = createGate(width);
        const began: number[] = [];
        let inside = 0;
        let most = 0;
        const all = Array.from({ length: count }, (_, index) =>
          gate.run(async () => {
            began.push(index);
            inside += 1;
            most = Math.max(most, inside);
            await s.schedule(Promise.resolve());
            inside -= 1;
          }, never),
        );
        await s.waitFor(Promise.all(all));
        expect(began).toEqual(began.toSorted((a, b) => a - b));
        expect(most).toBe(Math.min(width, count));
      },
    ),
    { numRuns: 50 },
  );
});

it("goes on after failures and after waiters that gave up", async () => {
  const gate = createGate(1);
  const hold = Promise.withResolvers<void>();
  const first = gate.run(() => hold.promise, never);
  const leaver = new AbortController();
  const second = gate.run(async () => "second", leaver.signal);
  const third = gate.run(async () => "third", never);
  leaver.abort();
  await expect(second).rejects.toThrow("given up");
  hold.reject(new Error("first failed"));
  await expect(first).rejects.toThrow("first failed");
  await expect(third).resolves.toBe("third");
  await expect(gate.run(async () => "fourth", never)).resolves.toBe("fourth");
});

it("lets nobody in whose signal is aborted already", async () => {
  let ran = false;
  const task = async () => {
    ran = true;
  };
  await expect(createGate(1).run(task, AbortSignal.abort(new Error("no")))).rejects.toThrow("no");
  expect(ran).toBe(false);
});
