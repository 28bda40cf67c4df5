/** Numbers that look random and are the same for the same seed. */
export interface SeededRandom {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the list. Throws a RangeError when it is empty. */
  pick<Item>(list: readonly Item[]): Item;
  /** The list in another order. */
  shuffle<Item>(list: readonly Item[]): Item[];
  /** This many lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** Such as `7a22587b-ac2a-4956-8328-865469838d01`. */
  guid(): string;
}

/**
 * A generator for a seed made of any number of parts: mulberry32 (https://gist.github.com/tommyettinger/46a874533244883189143505d203312c),
 * started from an FNV-1a hash of the parts (http://www.isthe.com/chongo/tech/comp/fnv/).
 */
export function seededRandom(...seed: readonly (string | number)[]): SeededRandom {
  let state = hash(seed.join("\u0000"));

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));

  function hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += between(0, 0xff_ffff).toString(16).padStart(6, "0");
    return text.slice(0, digits);
  }

  return {
    next,
    between,
    hex,
    chance: (probability) => next() < probability,
    pick(list) {
      const index = between(0, list.length - 1);
      // Not by index: that would add undefined to the type of the items.
      for (const item of list.slice(index, index + 1)) return item;
      throw new RangeError("Cannot pick from an empty list");
    },
    shuffle(list) {
      return list
        .map((item) => ({ item, rank: next() }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ item }) => item);
    },
    guid: () => [hex(8), hex(4), `4${hex(3)}`, `8${hex(3)}`, hex(12)].join("-"),
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}
