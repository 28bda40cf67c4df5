import { compareNatural } from "../answer/compare-natural.ts";
import type { TestResult } from "../build/test-results.ts";
import { keyParts } from "./key-parts.ts";
import type { TestHistory } from "./past-result.ts";

/** A test that reported in this build. */
export interface SeenTest extends Pick<TestResult, "key" | "test"> {
  /** Its name without parameters. */
  readonly name: string;
}

/** What should have reported and did not: "all 12 tests on Galaxy S23", or one test. */
export type MissingTests =
  | { readonly kind: "platform"; readonly platform: string; readonly count: number }
  | TestMissing;

/** One test. Without `platform` it reported on none of several platforms, or CI named it. */
export interface TestMissing {
  readonly kind: "test";
  readonly test: string;
  readonly platform?: string;
}

/** A test that ran in so many builds in a row is expected in the next one. */
const BUILDS_LOOKED_AT = 3;
const FEWEST_BUILDS = 2;

/**
 * Tests × platforms that ran in every one of the last three finished builds, or in both where two are known, and did not
 * report in this one; nothing where only one is known. `lastBuildStarts` are the starts of the finished builds of the job
 * and branch before this one, epoch ms, newest first. Where CI lists its tests, only that list counts: the names on it,
 * with parameters or without, that reported nowhere, in the list's order.
 *
 * Platforms that are missing with all of their tests come first, those with most tests foremost; the rest in natural
 * order of their names.
 */
export function missingTests(
  seen: readonly SeenTest[],
  histories: readonly TestHistory[],
  lastBuildStarts: readonly number[],
  listed: readonly string[] = [],
): readonly MissingTests[] {
  if (listed.length > 0) {
    const reported = new Set(seen.flatMap(({ name, test }) => [name, test]));
    return [...new Set(listed)].filter((test) => !reported.has(test)).map((test) => ({ kind: "test", test }));
  }
  const starts = lastBuildStarts.slice(0, BUILDS_LOOKED_AT);
  if (starts.length < FEWEST_BUILDS) return [];
  const expected = histories
    .filter(({ results }) => starts.every((start) => results.some(({ startMs }) => startMs === start)))
    .map((history) => ({ history, ...partsOf(history.key) }));
  return summarised(expected, seen);
}

/** A test on a platform that should report. */
interface Expected {
  readonly history: TestHistory;
  readonly name: string;
  readonly where: string;
}

function summarised(expected: readonly Expected[], seen: readonly SeenTest[]): readonly MissingTests[] {
  const keys = new Set(seen.map(({ key }) => key));
  const missing = expected.filter(({ history }) => !keys.has(history.key));
  const platforms = wholePlatforms(missing, new Set(seen.map(({ key }) => partsOf(key).where)));
  const gone = new Set(platforms.map(({ where }) => where));
  const somewhere = new Set(seen.map(({ key }) => partsOf(key).name));
  const tests = Map.groupBy(
    missing.filter(({ where }) => !gone.has(where)),
    ({ name }) => name,
  );
  return [
    ...platforms.map(({ platform, count }) => ({ kind: "platform" as const, platform, count })),
    ...[...tests].flatMap(([name, group]) => oneTest(group, somewhere.has(name))).toSorted(byName),
  ];
}

function wholePlatforms(missing: readonly Expected[], seen: ReadonlySet<string>) {
  return [...Map.groupBy(missing, ({ where }) => where)]
    .filter(([where, tests]) => tests.length > 1 && !seen.has(where))
    .map(([where, tests]) => ({ where, platform: labelOf(tests), count: tests.length }))
    .toSorted(
      (a, b) => b.count - a.count || compareNatural(a.platform, b.platform) || compareNatural(a.where, b.where),
    );
}

function oneTest(group: readonly Expected[], isSomewhere: boolean): readonly TestMissing[] {
  const each = group.map(({ history: { test, platform } }) => ({ kind: "test" as const, test, platform }));
  if (isSomewhere || group.length < 2) return each;
  return each
    .toSorted(byName)
    .slice(0, 1)
    .map(({ kind, test }) => ({ kind, test }));
}

/** As the newest build ran it: what was asked for may be another device each time. */
function labelOf(tests: readonly Expected[]): string {
  const newestFirst = tests.toSorted(
    (a, b) =>
      (b.history.results[0]?.startMs ?? 0) - (a.history.results[0]?.startMs ?? 0) ||
      compareNatural(a.history.platform, b.history.platform),
  );
  return newestFirst[0]?.history.platform ?? "";
}

function partsOf(key: string): { readonly name: string; readonly where: string } {
  return keyParts(key) ?? { name: key, where: key };
}

function byName(a: TestMissing, b: TestMissing): number {
  return compareNatural(a.test, b.test) || compareNatural(a.platform ?? "", b.platform ?? "");
}
