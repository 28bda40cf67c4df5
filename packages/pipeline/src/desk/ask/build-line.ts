import type { BuildLine } from "@perfecto-bot/cards";
import type { AnsweredBuild } from "./answer.ts";

/** A build in one line of a card. */
export function buildLine({
  ref,
  counts,
  flaky,
  isRunning,
  startMs,
  endMs,
  url,
}: Omit<AnsweredBuild, "executions">): BuildLine {
  const durationMs = startMs === undefined || endMs === undefined || endMs < startMs ? undefined : endMs - startMs;
  return {
    ref,
    counts,
    ...(flaky > 0 ? { flaky } : {}),
    isRunning,
    ...(startMs === undefined ? {} : { startMs }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(url === undefined ? {} : { url }),
  };
}
