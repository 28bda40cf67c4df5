/** Chance that comes out the same for the same seed. */
export interface SeededRandom {
  /** From 0 up to and without 1. */
  readonly share: () => number;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  /** So many different values, in random order; all of them where there are no more. */
  readonly some: <Value>(values: readonly Value[], count: number) => readonly Value[];
  /** So many digits of base 16. */
  readonly hex: (digits: number) => string;
}

/** Mulberry32 over an FNV-1a hash of the seed: https://github.com/cprosche/mulberry32 */
export function seededRandom(seed: string): SeededRandom {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number): number => least + Math.floor(share() * (most - least + 1));
  const pick = <Value>(values: readonly Value[]): Value => {
    const [first, ...others] = values;
    if (first === undefined) throw new Error("there is nothing to pick from");
    return values[between(0, others.length)] ?? first;
  };
  return {
    share,
    between,
    pick,
    chance: (wanted) => share() < wanted,
    some: (values, count) =>
      values
        .map((value) => ({ value, rank: share() }))
        .toSorted((a, b) => a.rank - b.rank)
        .slice(0, Math.max(0, count))
        .map(({ value }) => value),
    hex: (digits) => Array.from({ length: digits }, () => between(0, 15).toString(16)).join(""),
  };
}
