import { expect, it } from "vitest";
import { shareNextRun } from "./share-next-run.ts";

/** Work that ends when it is told to. */
function controlled() {
  const ends: ((error?: Error) => void)[] = [];
  const run = () =>
    new Promise<number>((resolve, reject) => {
      const number = ends.length + 1;
      ends.push((error) => (error === undefined ? resolve(number) : reject(error)));
    });
  return { ends, ask: shareNextRun(run) };
}

it("runs once at a time, and once more for all who asked meanwhile", async () => {
  const { ends, ask } = controlled();
  const first = ask();
  const later = [ask(), ask(), ask()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  expect(await first).toBe(1);
  await expect.poll(() => ends.length).toBe(2);
  const evenLater = ask();
  ends[1]?.();
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  await expect.poll(() => ends.length).toBe(3);
  ends[2]?.();
  expect(await evenLater).toBe(3);
});

it("goes on after a run that failed", async () => {
  const { ends, ask } = controlled();
  const first = ask();
  const second = ask();
  ends[0]?.(new Error("away"));
  await expect(first).rejects.toThrow("away");
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  expect(await second).toBe(2);
});
