import { normaliseStamp } from "./normalise-stamp.ts";
import type { WireContext } from "./wire-context.ts";

/** A start and an end; each absent where unknown. The end is never before the start. */
export interface Span {
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
}

/**
 * `startTime` and `endTime` of an execution, video or command. An end before its start is noted and left out: the
 * vendor's own sample holds one, and nothing says which of the two would be right.
 */
export function normaliseSpan(
  raw: Readonly<Record<string, unknown>>,
  context: Pick<WireContext, "nowMs" | "note">,
): Span {
  const startedAtMs = normaliseStamp(raw["startTime"], context);
  const endedAtMs = normaliseStamp(raw["endTime"], context);
  if (startedAtMs === undefined || endedAtMs === undefined || endedAtMs >= startedAtMs) {
    return { startedAtMs, endedAtMs };
  }
  context.note("end-before-start");
  return { startedAtMs, endedAtMs: undefined };
}
