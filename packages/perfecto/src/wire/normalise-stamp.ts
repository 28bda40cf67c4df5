import type { WireContext } from "./wire-context.ts";

const earliestMs = Date.UTC(2010, 0, 1);
const dayMs = 86_400_000;

/**
 * An epoch stamp in milliseconds, or undefined where there is none.
 *
 * Documented are milliseconds, written as a number in one report and as a text in the other; the samples also hold
 * stamps of 10, 12 and 14 digits
 * (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm).
 * Ten digits are seconds. Whatever then lies outside 2010 to tomorrow is noted and left out: a wrong time misleads more
 * than none. Zero means "not yet" and is no oddity.
 */
export function normaliseStamp(value: unknown, context: Pick<WireContext, "nowMs" | "note">): number | undefined {
  if (value === undefined || value === null || value === 0 || value === "0" || value === "") return undefined;
  const stamp = typeof value === "string" && /^\d{1,16}$/u.test(value) ? Number(value) : value;
  if (typeof stamp !== "number") {
    context.note("stamp");
    return undefined;
  }
  const stampMs = Math.trunc(isSeconds(stamp) ? stamp * 1000 : stamp);
  if (stampMs >= earliestMs && stampMs <= context.nowMs + dayMs) return stampMs;
  context.note("stamp");
  return undefined;
}

/** Whether the whole part has ten digits, as seconds have between 2001 and 2286. */
function isSeconds(stamp: number): boolean {
  return stamp >= 1e9 && stamp < 1e10;
}
