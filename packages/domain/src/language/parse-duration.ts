import { DURATION_UNITS } from "./duration-units.ts";
import { type Mistake, mistakeAt, type Place, shown } from "./mistake.ts";
import { printDuration } from "./print-duration.ts";
import { suggest } from "./suggest.ts";

/** The shortest and the longest duration that is accepted, in milliseconds, both included. */
export interface DurationBounds {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** How long somebody may ask the bot to keep quiet: one minute to 90 days. */
export const QUIET_BOUNDS: DurationBounds = { leastMs: 60_000, mostMs: 90 * 86_400_000 };

/** A duration in milliseconds, in whole seconds; or why there is none. */
export type ParsedDuration =
  | { readonly kind: "understood"; readonly ms: number }
  | { readonly kind: "mistaken"; readonly mistake: Mistake };

const STEP = /(\d+(?:[.,]\d+)?)\s*(\p{L}+)/uy;
const GAP = /(?:\s*,)?\s*(?:and(?=[\s\d])\s*)?/iy;
const UNIT_WORDS: readonly string[] = DURATION_UNITS.flatMap((unit) => unit.words);
/** What a misspelt unit may have meant; the longest words first, since nobody misspells the short ones. */
const LONG_UNIT_WORDS = UNIT_WORDS.filter((word) => word.length > 2).toSorted(
  (one, other) => other.length - one.length,
);

/** Reads "2h", "1h30m", "90 min", "1.5 hours", "3 days and 4 hours". Units ignore case; each stands at most once. */
export function parseDuration(text: string, bounds: DurationBounds = QUIET_BOUNDS): ParsedDuration {
  const sum = sumDuration(text);
  if (sum.kind === "mistaken") return sum;
  const whole = { at: 0, length: text.length };
  if (sum.ms < bounds.leastMs) return tooFar(whole, "short", "least", bounds.leastMs);
  if (sum.ms > bounds.mostMs) return tooFar(whole, "long", "most", bounds.mostMs);
  return sum;
}

/** As {@link parseDuration}, without bounds: for telling whether words are a duration at all. */
export function sumDuration(text: string): ParsedDuration {
  const seen = new Set<number>();
  const end = text.trimEnd().length;
  let position = text.length - text.trimStart().length;
  let ms = 0;
  do {
    STEP.lastIndex = position;
    const [all, amount, word] = STEP.exec(text) ?? [];
    if (all === undefined || amount === undefined || word === undefined) return noDuration(text, position, end);
    const place = { at: position + all.length - word.length, length: word.length };
    const unitMs = unitOf(word);
    if (unitMs === undefined)
      return mistaken(place, `${shown(word)} is no unit of time`, suggest(word, LONG_UNIT_WORDS));
    if (seen.has(unitMs)) return mistaken(place, `${shown(word)} repeats a unit of the same duration`);
    seen.add(unitMs);
    ms += Number(amount.replace(",", ".")) * unitMs;
    GAP.lastIndex = position + all.length;
    position += all.length + (GAP.exec(text)?.[0].length ?? 0);
  } while (position < end);
  return { kind: "understood", ms: Math.round(ms / 1000) * 1000 };
}

function unitOf(word: string): number | undefined {
  const typed = word.toLowerCase();
  return DURATION_UNITS.find(({ words }) => words.some((known) => known === typed))?.ms;
}

function noDuration(text: string, from: number, end: number): ParsedDuration {
  const rest = text.slice(from, end);
  const problem = rest === "" ? "a duration is missing" : `${shown(rest)} is no duration`;
  const place = { at: Math.min(from, end), length: Math.max(0, end - from) };
  return mistaken(place, `${problem}: write one such as \`30m\`, \`2h\` or \`3 days\``);
}

function tooFar(place: Place, how: string, end: string, limitMs: number): ParsedDuration {
  const limit = printDuration(limitMs);
  return {
    kind: "mistaken",
    mistake: { ...place, message: `that is too ${how}: at ${end} ${shown(limit)}`, suggestion: limit },
  };
}

function mistaken(place: Place, message: string, suggestion?: string): ParsedDuration {
  return { kind: "mistaken", mistake: mistakeAt(place, message, suggestion) };
}
