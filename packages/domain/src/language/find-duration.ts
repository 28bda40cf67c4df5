import { type Mistake, mistakeAt, type Place, shown } from "./mistake.ts";
import { parseDuration, sumDuration } from "./parse-duration.ts";
import { takePlainWords } from "./take-name.ts";
import type { Part, Token } from "./token.ts";

/** A duration among tokens, and the tokens without it. */
export interface FoundDuration {
  /** Absent where there is none, or a mistaken one. */
  readonly durationMs?: number;
  readonly rest: readonly Token[];
  readonly mistakes: readonly Mistake[];
}

/** "1 week and 2 days and 3 hours and 4 minutes and 5 seconds" has 14 words. */
const MOST_WORDS = 14;
/** Words that ask for a point in time or for no end at all; a mute has neither. */
const NO_DURATIONS: ReadonlySet<string> = new Set(["until", "till", "forever"]);
const NUMBER = /^\d+(?:[.,]\d+)?$/;

type Words = readonly Part[];

/**
 * Finds the duration among plain words: at the end of a run of them (`Nightly 2h`, `Suite 2 for 3 days`,
 * `Nightly 2h test:Login*`), else at the very start (`2h Nightly`). A number inside a name or in quotes is no duration.
 *
 * What only looks like a duration is a mistake and not part of a name, since a mute of the wrong thing goes unnoticed:
 * a number without a unit, a misspelt unit, "until …".
 */
export function findDuration(tokens: readonly Token[]): FoundDuration {
  const runs = plainRuns(tokens);
  const found = findSpans(runs, tokens);
  const taken = new Set<Token | Part>(found.flatMap(({ words, before }) => [...words, ...before]));
  const rest = tokens.filter((token) => !taken.has(token));
  const endless = runs.flat().filter((word) => NO_DURATIONS.has(word.text.toLowerCase()));
  if (endless.length > 0)
    return {
      rest,
      mistakes: endless.map((word) =>
        mistakeAt(word, `a mute takes a duration, not ${shown(word.text)}: write one such as \`2h\``),
      ),
    };
  const [first, ...others] = found;
  if (first === undefined) return { rest, mistakes: runs.flatMap(almostDuration) };
  const tooMany = others.map(({ words }) => mistakeAt(placeOf(words), "this is a second duration"));
  const parsed = parseDuration(textOf(first.words));
  if (parsed.kind === "understood") return { durationMs: parsed.ms, rest, mistakes: tooMany };
  return { rest, mistakes: [{ ...parsed.mistake, ...placeOf(first.words) }, ...tooMany] };
}

interface Span {
  readonly words: Words;
  /** The "for" in front, if any. */
  readonly before: Words;
}

function plainRuns(tokens: readonly Token[]): readonly Words[] {
  const runs: Words[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    const run = takePlainWords(tokens, from);
    if (run.length > 0) runs.push(run);
    from += run.length;
  }
  return runs;
}

function findSpans(runs: readonly Words[], tokens: readonly Token[]): readonly Span[] {
  const atEnds = runs.flatMap((run) => spanAtEnd(run));
  const [first] = runs;
  return atEnds.length === 0 && first !== undefined && first[0] === tokens[0] ? spanAtStart(first) : atEnds;
}

function spanAtEnd(run: Words): readonly Span[] {
  for (let count = Math.min(MOST_WORDS, run.length); count > 0; count -= 1) {
    const words = run.slice(-count);
    if (isDuration(words)) return [{ words, before: run.slice(0, -count).slice(-1).filter(isFor) }];
  }
  return [];
}

function spanAtStart(run: Words): readonly Span[] {
  const before = run.slice(0, 1).filter(isFor);
  const behind = run.slice(before.length);
  for (let count = Math.min(MOST_WORDS, behind.length); count > 0; count -= 1) {
    const words = behind.slice(0, count);
    if (isDuration(words)) return [{ words, before }];
  }
  return [];
}

function almostDuration(run: Words): readonly Mistake[] {
  const last = run.at(-1);
  const number = run.at(-2);
  if (last === undefined) return [];
  if (NUMBER.test(last.text)) {
    const message = `${shown(last.text)} has no unit, or belongs to a name that needs quotes`;
    return [mistakeAt(last, message, `${last.text}m`)];
  }
  const apart = number !== undefined && NUMBER.test(number.text) ? `${number.text} ` : "";
  const sum = sumDuration(apart + last.text);
  if (sum.kind === "understood" || sum.mistake.suggestion === undefined) return [];
  return [{ ...sum.mistake, at: last.at + sum.mistake.at - apart.length }];
}

function isFor(word: Part): boolean {
  return word.text.toLowerCase() === "for";
}

function isDuration(words: Words): boolean {
  return sumDuration(textOf(words)).kind === "understood";
}

function textOf(words: Words): string {
  return words.map((word) => word.text).join(" ");
}

function placeOf(words: Words): Place {
  const at = words[0]?.at ?? 0;
  const last = words.at(-1);
  return { at, length: last === undefined ? 0 : last.at + last.length - at };
}
