import type { Clock } from "@perfecto-bot/pipeline";
import type { Redis } from "ioredis";

/** The clock of Redis as this process knows it, so that all replicas agree whatever their machines' clocks say. */
export interface SharedClock {
  /** Epoch ms, whole. By the machine's clock until the first {@link measure} succeeded. */
  readonly now: Clock;
  /** Compares with Redis anew. Rejects where Redis does not answer; then the clock goes on as it was. */
  readonly measure: () => Promise<ClockReading>;
}

/** What a comparison brought. */
export interface ClockReading {
  /** How far the machine's clock is ahead of that of Redis, ms; below zero where it is behind. */
  readonly aheadMs: number;
  /** How far the reading may be off, ms. */
  readonly withinMs: number;
}

/** What the clock is made of. */
export interface SharedClockOptions {
  /** The time of a Redis: seconds and microseconds. https://redis.io/docs/latest/commands/time/ */
  readonly redis: Pick<Redis, "time">;
  /** Default: `Date.now`. */
  readonly machineNow?: Clock;
  /** Ms from anywhere, never set. Default: `performance.now`. */
  readonly ticks?: () => number;
}

/** One asking is enough on a quiet machine; of several, the quickest answer is the most exact. */
const ASKINGS = 3;
/** A clock that was set back by less stands still until it is caught up with; one that was set back by more goes back at once. */
const STANDS_STILL_MS = 2_000;

/** Makes the clock. It goes by {@link SharedClockOptions.ticks}, so that setting the machine's clock does not move it. */
export function createSharedClock(options: SharedClockOptions): SharedClock {
  const { redis, machineNow = Date.now, ticks = () => performance.now() } = options;
  let offsetMs = machineNow() - ticks();
  let lastMs = Number.NEGATIVE_INFINITY;

  async function askOnce(): Promise<{ readonly offsetMs: number; readonly withinMs: number }> {
    const beforeMs = ticks();
    const [seconds, microseconds] = await redis.time();
    const withinMs = (ticks() - beforeMs) / 2;
    return { offsetMs: Number(seconds) * 1_000 + Number(microseconds) / 1_000 - beforeMs - withinMs, withinMs };
  }

  return {
    now: () => {
      const nowMs = Math.floor(ticks() + offsetMs);
      if (nowMs > lastMs || lastMs - nowMs > STANDS_STILL_MS) lastMs = nowMs;
      return lastMs;
    },
    measure: async () => {
      let best = await askOnce();
      for (let askings = 1; askings < ASKINGS; askings += 1) {
        const next = await askOnce();
        if (next.withinMs < best.withinMs) best = next;
      }
      ({ offsetMs } = best);
      return { aheadMs: Math.round(machineNow() - ticks() - offsetMs), withinMs: best.withinMs };
    },
  };
}
