import type { TimeWindow } from "../question/time-window.ts";

/** No slice is shorter than this, epoch ms. */
export const SHORTEST_SLICE_MS = 1_000;

/**
 * Cuts a window into `wanted` slices, newest first, that cover it exactly and do not overlap, so that a lab can be asked
 * for them at the same time. Fewer where they would be shorter than a second, one where `wanted` is less than 2, none of
 * an empty window. The slices are equally long, or with `densityHint` hold about equally many executions: how many there
 * are in each of equal parts of the window, oldest first. A hint that is wrong costs balance, never coverage.
 */
export function sliceWindow(
  window: TimeWindow,
  wanted: number,
  densityHint: readonly number[] = [],
): readonly TimeWindow[] {
  const { fromMs, toMs } = window;
  const spanMs = toMs - fromMs;
  if (!(spanMs > 0)) return [];
  const most = Math.max(1, Math.floor(spanMs / SHORTEST_SLICE_MS));
  const count = Math.min(most, Math.max(1, Math.floor(wanted) || 1));
  const cuts = [fromMs];
  for (let index = 1; index < count; index += 1) {
    const idealMs = Math.round(fromMs + spanMs * positionOf(index / count, densityHint));
    const earliestMs = (cuts.at(-1) ?? fromMs) + SHORTEST_SLICE_MS;
    const latestMs = toMs - (count - index) * SHORTEST_SLICE_MS;
    cuts.push(Math.min(latestMs, Math.max(earliestMs, idealMs)));
  }
  return cuts.map((cutMs, index) => ({ fromMs: cutMs, toMs: cuts[index + 1] ?? toMs })).toReversed();
}

/** How far into the window, 0 to 1, this share of all that happens in it has happened. */
function positionOf(share: number, density: readonly number[]): number {
  const weights = density.map((weight) => (Number.isFinite(weight) ? Math.max(0, weight) : 0));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(all > 0) || !Number.isFinite(all)) return share;
  let before = 0;
  for (const [index, weight] of weights.entries()) {
    const target = share * all;
    if (weight > 0 && before + weight >= target) return (index + (target - before) / weight) / weights.length;
    before += weight;
  }
  return 1;
}
