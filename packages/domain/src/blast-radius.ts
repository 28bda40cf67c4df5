import { nameKey } from "./build/test-identity.ts";
import type { Execution } from "./execution.ts";
import { platformLabel, type Platform } from "./platform.ts";

type Aspect = (platform: Platform) => string | undefined;

/** Ways to describe a platform, broadest first. */
const BROAD: readonly Aspect[] = [
  (platform) => platform.os,
  (platform) => (platform.kind === "device" ? platform.maker : platform.browser),
  (platform) => joined(platform.os, majorVersion(platform.osVersion)),
];
const NARROW: readonly Aspect[] = [
  (platform) => joined(platform.os, platform.osVersion),
  (platform) => (platform.kind === "device" ? platform.model : joined(platform.browser, platform.browserVersion)),
  platformLabel,
];
const ASPECTS = BROAD.length + NARROW.length;

/**
 * How likely chance may be to separate failures from passes as well. Of three failures and three passes of a test, three
 * each on iOS and on Android, it does in 2 of 20 ways: that is believed. Of two and two in 2 of 6: that is not. Narrow
 * values are many, and single failures often look like one.
 */
const MOST_CHANCE = { broad: 0.1, narrow: 0.05 };
const FEWEST_FAILED = 2;
const FEWEST_TWINS = 3;

/**
 * What failing executions have in common that no passing one has: "iOS 17", "Samsung", "Chrome". The broadest such
 * aspect, and only where the data support it: undefined where nothing separates them, or chance might.
 *
 * Only twins are compared, passes of the same tests elsewhere: that other tests pass on iOS 17 says nothing about these.
 * At least two executions failed and three twins passed. If the failures of each test had fallen on its platforms by
 * chance, every choice of as many of them were as likely: the product of the binomial coefficients of all tests says how
 * many choices there are, as in Fisher's exact test (https://en.wikipedia.org/wiki/Fisher%27s_exact_test). Chance speaks
 * with the share of those choices that are just what some value of an aspect picks out, which corrects for trying them all.
 */
export function blastRadius(failed: readonly Execution[], passed: readonly Execution[]): string | undefined {
  const tests = new Set(failed.map(nameKey));
  const twins = passed.filter((execution) => tests.has(nameKey(execution)));
  if (failed.length < FEWEST_FAILED || twins.length < FEWEST_TWINS) return undefined;
  const separates = (aspect: Aspect): string | undefined => separating(aspect, failed, twins);
  const broad = firstOf(BROAD, separates);
  const found = broad ?? firstOf(NARROW, separates);
  if (found === undefined) return undefined;
  const choices = choicesOf(failed, twins);
  // Of many choices it need not be counted which ones values pick out.
  const mostPicks = [...failed, ...twins].reduce((sum, { platforms }) => sum + platforms.length * ASPECTS, 0);
  if (mostPicks / choices <= MOST_CHANCE.narrow) return found;
  const picks = picksOf(failed, twins);
  const chance = (broad === undefined ? picks.narrow : picks.broad) / choices;
  return chance <= (broad === undefined ? MOST_CHANCE.narrow : MOST_CHANCE.broad) ? found : undefined;
}

/** The value that all failures share and no twin has on any of its platforms. */
function separating(aspect: Aspect, failed: readonly Execution[], twins: readonly Execution[]): string | undefined {
  const [first] = failed.flatMap(({ platforms }) => platforms);
  const value = first === undefined ? undefined : aspect(first);
  const has = (platform: Platform): boolean => aspect(platform) === value;
  const isShared = failed.every(({ platforms }) => platforms.length > 0 && platforms.every(has));
  return isShared && !twins.some(({ platforms }) => platforms.some(has)) ? value : undefined;
}

/** In how many ways the failures of each test could fall on what ran of it. */
function choicesOf(failed: readonly Execution[], twins: readonly Execution[]): number {
  const passes = countByTest(twins);
  return [...countByTest(failed)].reduce(
    (product, [test, count]) => product * choose(count + (passes.get(test) ?? 0), count),
    1,
  );
}

/** How many of those ways are just what a value picks out; the same way counts once, where it is found first. */
function picksOf(
  failed: readonly Execution[],
  twins: readonly Execution[],
): { readonly broad: number; readonly narrow: number } {
  const compared = [...failed, ...twins];
  const wanted = countByTest(failed);
  const known = new Set<string>();
  const count = (aspects: readonly Aspect[]): number => {
    const before = known.size;
    for (const aspect of aspects) {
      for (const pick of picksOfAspect(compared, aspect)) {
        const isLike =
          pick.length === failed.length && isEqual(countByTest(pick.flatMap((at) => compared[at] ?? [])), wanted);
        if (isLike) known.add(pick.join());
      }
    }
    return known.size - before;
  };
  const broad = count(BROAD);
  return { broad, narrow: broad + count(NARROW) };
}

/** For every value, where in the list it is found. */
function picksOfAspect(compared: readonly Execution[], aspect: Aspect): readonly (readonly number[])[] {
  const picks = new Map<string, number[]>();
  for (const [at, execution] of compared.entries()) {
    for (const value of valuesOf(execution, aspect)) {
      const pick = picks.get(value);
      if (pick === undefined) picks.set(value, [at]);
      else pick.push(at);
    }
  }
  return [...picks.values()];
}

function countByTest(executions: readonly Execution[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const execution of executions) counts.set(nameKey(execution), (counts.get(nameKey(execution)) ?? 0) + 1);
  return counts;
}

function isEqual(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([key, count]) => b.get(key) === count);
}

function choose(from: number, count: number): number {
  const few = Math.min(count, from - count);
  let ways = 1;
  for (let at = 0; at < few && Number.isFinite(ways); at += 1) ways = (ways * (from - at)) / (at + 1);
  return ways;
}

function firstOf(aspects: readonly Aspect[], find: (aspect: Aspect) => string | undefined): string | undefined {
  for (const aspect of aspects) {
    const found = find(aspect);
    if (found !== undefined) return found;
  }
  return undefined;
}

function valuesOf(execution: Execution, aspect: Aspect): ReadonlySet<string> {
  return new Set(execution.platforms.flatMap((platform) => aspect(platform) ?? []));
}

function majorVersion(version: string | undefined): string | undefined {
  return version?.split(".", 1)[0];
}

function joined(first: string | undefined, second: string | undefined): string | undefined {
  return first !== undefined && second !== undefined ? `${first} ${second}` : undefined;
}
