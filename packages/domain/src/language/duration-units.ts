/** The units of a duration, largest first, with every way to write them. The first way is the canonical one. */
export const DURATION_UNITS = [
  { ms: 604_800_000, words: ["w", "wk", "wks", "week", "weeks"] },
  { ms: 86_400_000, words: ["d", "day", "days"] },
  { ms: 3_600_000, words: ["h", "hr", "hrs", "hour", "hours"] },
  { ms: 60_000, words: ["m", "min", "mins", "minute", "minutes"] },
  { ms: 1000, words: ["s", "sec", "secs", "second", "seconds"] },
] as const;
