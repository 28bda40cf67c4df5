/** What a pass rate is measured on: from here to 100 %, with a line at every step. In percent. */
export interface RateAxis {
  readonly from: number;
  readonly step: number;
}

/** From 0 % on. */
const WHOLE: RateAxis = { from: 0, step: 20 };

/**
 * The axis for rates from 0 to 1. All of it, unless every rate is above a half: then from the ten below the lowest, so
 * that small changes are seen. The lowest rate never lies on the bottom, where it would look like nothing at all.
 */
export function rateAxis(rates: readonly number[]): RateAxis {
  const lowest = Math.min(...rates);
  if (rates.length === 0 || lowest <= 0.5) return WHOLE;
  const from = Math.min(90, Math.ceil(Math.round(lowest * 1000) / 100 - 1) * 10);
  return { from, step: from === 90 ? 2 : from === 80 ? 5 : 10 };
}
