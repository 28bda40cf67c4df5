/** How many of something came out right, with words for what did not. */
export interface Ratio {
  readonly right: number;
  readonly of: number;
  /** What came out wrong, for people; not everything where there is much. */
  readonly wrong: readonly string[];
}

const MOST_WORDS = 200;

/** Counts values that are right or wrong; `words` are for the wrong ones. */
export function ratioOf<Value>(
  values: readonly Value[],
  isRight: (value: Value) => boolean,
  words: (value: Value) => string,
): Ratio {
  const wrong = values.filter((value) => !isRight(value));
  return { right: values.length - wrong.length, of: values.length, wrong: wrong.slice(0, MOST_WORDS).map(words) };
}

/** Counts of several labs together. */
export function addUp(ratios: readonly Ratio[]): Ratio {
  return {
    right: ratios.reduce((sum, one) => sum + one.right, 0),
    of: ratios.reduce((sum, one) => sum + one.of, 0),
    wrong: ratios.flatMap((one) => one.wrong).slice(0, MOST_WORDS),
  };
}

/** From 0 to 1; undefined where nothing was counted. */
export function shareOf({ right, of }: Ratio): number | undefined {
  return of === 0 ? undefined : right / of;
}
