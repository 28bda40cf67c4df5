/** Where a thing stands in time, and below which one. */
export interface Placed {
  /** Grows with time; unique. */
  readonly at: number;
  /** Its root's `at`; a root has none. */
  readonly below?: number;
}

/**
 * The newest things by `at`, and the roots of all that are replies, however old; in the order they came.
 *
 * @param count at most so many, roots that are kept for their replies not counted
 */
export const keepNewest = <T>(things: readonly T[], count: number, placeOf: (thing: T) => Placed): readonly T[] => {
  if (things.length <= count) return things;
  const newest = things
    .map(placeOf)
    .toSorted((a, b) => b.at - a.at)
    .slice(0, Math.max(0, count));
  const kept = new Set(newest.flatMap(({ at, below }) => (below === undefined ? [at] : [at, below])));
  return things.filter((thing) => kept.has(placeOf(thing).at));
};
