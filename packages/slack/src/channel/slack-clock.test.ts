import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openSlackClock } from "./slack-clock.ts";

const HOUR_MS = 60 * 60_000;

test("a clock that is not known may be five minutes off either way", () => {
  const { fromMs, toMs } = openSlackClock().when(HOUR_MS);
  expect(HOUR_MS - fromMs).toBe(300_000);
  expect(toMs - HOUR_MS).toBe(360_000);
});

test("whatever the clocks and the lost call's way, its stamp lies in the span, which is narrow", () => {
  const ms = (max: number) => fc.integer({ min: 0, max });
  fc.assert(
    fc.property(
      fc.integer({ min: -300_000, max: 300_000 }),
      ms(10_000),
      ms(10_000),
      ms(30_000),
      (ahead, there, back, late) => {
        const clock = openSlackClock();
        const sentMs = 1_700_000_000_000;
        clock.saw(((sentMs + there + ahead) / 1000).toFixed(6), sentMs, sentMs + there + back);
        const lostMs = sentMs + HOUR_MS / 2;
        const { fromMs, toMs } = clock.when(lostMs);
        const stampMs = lostMs + late + ahead;
        expect(stampMs).toBeGreaterThanOrEqual(fromMs);
        expect(stampMs).toBeLessThanOrEqual(toMs);
        expect(toMs - fromMs).toBeLessThanOrEqual(64_000 + there + back);
      },
    ),
  );
});

test("what was known an hour ago tells nothing now", () => {
  const clock = openSlackClock();
  clock.saw("1000.000000", 1_000_000, 1_000_100);
  const { fromMs } = clock.when(1_000_000 + 2 * HOUR_MS);
  expect(1_000_000 + 2 * HOUR_MS - fromMs).toBe(300_000);
});
