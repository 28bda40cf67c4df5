import type { RedisFinding } from "./check-redis.ts";
import type { ClockReading } from "./shared-clock.ts";

/** Clocks of machines that are kept in sync differ by far less; signed requests are refused from five minutes on. */
const APART_MS = 30_000;

/** Says where the machine's clock and that of Redis are so far apart that one of them is wrong. */
export function judgeClock({ aheadMs, withinMs }: ClockReading): RedisFinding | undefined {
  if (Math.abs(aheadMs) - withinMs <= APART_MS) return undefined;
  const apart = `${Math.round(Math.abs(aheadMs) / 1_000)} s ${aheadMs > 0 ? "ahead of" : "behind"}`;
  return {
    kind: "clocks-apart",
    message: `This machine's clock is ${apart} that of Redis.`,
    todo: "Keep the clocks of both machines in sync (NTP): the bot goes by that of Redis, chats refuse a wrong one.",
  };
}
