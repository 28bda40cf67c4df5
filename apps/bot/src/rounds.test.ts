import { expect, test } from "vitest";
import { createLog } from "./log.ts";
import { startRounds } from "./rounds.ts";

test("a round is repeated, never beside itself, and its failing is told once", async () => {
  const lines: string[] = [];
  const log = createLog("debug", { write: (line) => void lines.push(line) });
  let runs = 0;
  let inside = 0;
  let most = 0;
  const rounds = startRounds(log, [
    {
      name: "probe",
      everyMs: 1,
      run: async () => {
        inside += 1;
        most = Math.max(most, inside);
        await Promise.resolve();
        inside -= 1;
        runs += 1;
        if (runs < 5) throw new Error("not yet");
      },
    },
  ]);
  await expect.poll(() => runs).toBeGreaterThan(8);
  await rounds.stop();
  const after = runs;
  expect(most).toBe(1);
  expect(lines.filter((line) => line.includes("not yet"))).toHaveLength(1);
  expect(runs).toBe(after);
});

test("a round that is hurried does not wait for its time, and one under way is run once more", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  let runs = 0;
  const run = async () => {
    runs += 1;
    await gate;
  };
  const rounds = startRounds(createLog("silent"), [{ name: "hourly", everyMs: 3_600_000, run }]);
  rounds.hurry();
  expect(runs).toBe(1);
  open();
  await expect.poll(() => runs).toBe(2);
  rounds.hurry();
  await expect.poll(() => runs).toBe(3);
  await rounds.stop();
});
