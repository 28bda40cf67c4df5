/** The clock goes in steps of this length. */
export const STEP_MS = 5_000;
/** Around whatever changes in the lab, discovery keeps its usual rhythm for this long. */
const AWAKE_BEFORE_MS = 3 * 60_000;
const AWAKE_AFTER_MS = 7 * 60_000;
/** Discovery's rhythm while nothing changes: a look back over hours or a day still comes as often as it should. */
const ASLEEP_MS = 20 * 60_000;

/** What there is to wait for. */
export interface Waiting {
  readonly nowMs: number;
  /** When the lab's answers change, in order. */
  readonly moments: readonly number[];
  readonly alarmsMs: Iterable<number>;
  /** When discovery is due next, where it keeps its usual rhythm. */
  readonly discoverAtMs: number;
  readonly ended: number;
}

/** The next step at which anything may happen: idle time is leapt over. */
export function nextMoment({ nowMs, moments, alarmsMs, discoverAtMs, ended }: Waiting): number {
  const next = firstAfter(moments, nowMs);
  const comingMs = moments[next];
  const lastMs = moments[next - 1];
  const isAwake =
    (comingMs !== undefined && comingMs - discoverAtMs <= AWAKE_BEFORE_MS) ||
    (lastMs !== undefined && discoverAtMs - lastMs <= AWAKE_AFTER_MS);
  const wakesAtMs = comingMs === undefined ? ended : comingMs - AWAKE_BEFORE_MS;
  const looksAtMs = isAwake ? discoverAtMs : Math.min(wakesAtMs, nowMs + ASLEEP_MS);
  const atMs = [...alarmsMs].reduce((a, b) => Math.min(a, b), Math.min(looksAtMs, ended));
  return Math.max(nowMs + STEP_MS, nowMs + Math.ceil((atMs - nowMs) / STEP_MS) * STEP_MS);
}

/** The place of the first moment after `nowMs`, by halving. */
function firstAfter(moments: readonly number[], nowMs: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[middle] ?? 0) <= nowMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
