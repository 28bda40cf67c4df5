import { wentWrong, type Execution } from "../execution.ts";
import { platformsLabel } from "../platform.ts";
import { compareNatural } from "./compare-natural.ts";
import { countStatuses, countWrong } from "./count-statuses.ts";

/** What a phone shows legibly. */
const MAX_TESTS = 20;
const MAX_PLATFORMS = 12;

/** A test on a platform. A total of 0: it did not run there. */
export interface HeatCell {
  readonly failed: number;
  /** Apart from failed: no fault of the test. */
  readonly blocked: number;
  readonly total: number;
}

/** A test with one cell for each of `HeatMap.platforms`, in their order. */
export interface HeatRow {
  readonly test: string;
  readonly cells: readonly HeatCell[];
}

/** Which tests fail where. */
export interface HeatMap {
  /** The line of all platforms of an execution, as on cards. */
  readonly platforms: readonly string[];
  readonly rows: readonly HeatRow[];
  /** What did not fit: tests that went wrong, platforms they ran on, and failed or blocked executions in neither. */
  readonly leftOut: { readonly tests: number; readonly platforms: number; readonly wrong: number };
}

/**
 * Tests that went wrong × the platforms they ran on, at most 20 × 12 unless told otherwise. Platforms where they only
 * passed are shown too, as far as there is room: they tell what fails only elsewhere. Tests and platforms with the most
 * failed or blocked executions first, then with the most in all, then by name in natural order.
 */
export function heatMap(
  executions: readonly Execution[],
  {
    maxTests = MAX_TESTS,
    maxPlatforms = MAX_PLATFORMS,
  }: { readonly maxTests?: number; readonly maxPlatforms?: number } = {},
): HeatMap {
  const failing = new Set(executions.filter(wentWrong).map(({ name }) => name));
  const told = executions.filter(({ name }) => failing.has(name));
  const tests = ranked(told, ({ name }) => name);
  const shownTests = tests.slice(0, maxTests);
  const platforms = ranked(
    shownTests.flatMap(([, group]) => group),
    ({ platforms: on }) => platformsLabel(on),
  );
  const shownPlatforms = platforms.slice(0, maxPlatforms).map(([label]) => label);
  const rows = shownTests.map(([test, group]) => ({ test, cells: cellsOf(group, shownPlatforms) }));
  const shownWrong = rows.flatMap(({ cells }) => cells).reduce((sum, cell) => sum + countWrong(cell), 0);
  return {
    platforms: shownPlatforms,
    rows,
    leftOut: {
      tests: tests.length - shownTests.length,
      platforms: platforms.length - shownPlatforms.length,
      wrong: told.filter(wentWrong).length - shownWrong,
    },
  };
}

function cellsOf(executions: readonly Execution[], platforms: readonly string[]): readonly HeatCell[] {
  const groups = Map.groupBy(executions, (execution) => platformsLabel(execution.platforms));
  return platforms.map((platform) => {
    const { failed, blocked, total } = countStatuses(groups.get(platform) ?? []);
    return { failed, blocked, total };
  });
}

function ranked(
  executions: readonly Execution[],
  nameOf: (execution: Execution) => string,
): readonly (readonly [string, readonly Execution[]])[] {
  const wrong = (group: readonly Execution[]): number => group.filter(wentWrong).length;
  return [...Map.groupBy(executions, nameOf)]
    .map(([name, group]) => ({ name, group, wrong: wrong(group) }))
    .toSorted((a, b) => b.wrong - a.wrong || b.group.length - a.group.length || compareNatural(a.name, b.name))
    .map(({ name, group }) => [name, group] as const);
}
