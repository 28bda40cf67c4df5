/** Numbers that look random and are the same for the same seed, for simulations in tests. */
export interface Seeded {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of the list. Throws a RangeError when it is empty. */
  pick<Item>(list: readonly Item[]): Item;
  shuffle<Item>(list: readonly Item[]): readonly Item[];
  /** This many characters of the alphabet. */
  text(length: number, alphabet: string): string;
}

/** mulberry32 (https://gist.github.com/tommyettinger/46a874533244883189143505d203312c). */
export function seeded(seed: number): Seeded {
  let state = Math.imul(seed + 1, 0x9e3779b1);

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick(list) {
      const index = between(0, list.length - 1);
      for (const item of list.slice(index, index + 1)) return item;
      throw new RangeError("Cannot pick from an empty list");
    },
    shuffle: (list) =>
      list
        .map((item) => ({ item, rank: next() }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
    text: (length, alphabet) => Array.from({ length }, () => alphabet.charAt(between(0, alphabet.length - 1))).join(""),
  };
}
