import { wentWrong, type Execution } from "../execution.ts";
import type { FilterKey } from "../filter.ts";
import { compareLabels, compareNatural } from "./compare-natural.ts";
import { countStatuses } from "./count-statuses.ts";
import { groupByLabel } from "./group-by-label.ts";

/** What a phone shows legibly. */
const MAX_TESTS = 20;
const MAX_COLUMNS = 12;

/** A test in a column. A total of 0: it did not run there. */
export interface HeatCell {
  readonly failed: number;
  /** Apart from failed: no fault of the test. */
  readonly blocked: number;
  readonly total: number;
}

/** A test with one cell for each of `HeatMap.columns`, in their order. */
export interface HeatRow {
  readonly test: string;
  readonly cells: readonly HeatCell[];
}

/** Which tests fail where. */
export interface HeatMap {
  /** What the columns are values of. */
  readonly key: FilterKey;
  /** The values as `groupExecutions` names them; undefined for executions that have none. */
  readonly columns: readonly (string | undefined)[];
  readonly rows: readonly HeatRow[];
  /** What did not fit: tests that went wrong, columns they ran in, and failed or blocked executions in no cell. */
  readonly leftOut: { readonly tests: number; readonly columns: number; readonly wrong: number };
}

/**
 * Tests that went wrong × the values of a key, such as the platforms they ran on, at most 20 × 12 unless told otherwise.
 * Columns where they only passed are shown too, as far as there is room: they tell what fails only elsewhere. What has no
 * value is a column only where something went wrong in it. An execution with several tags or platforms counts in each.
 * Tests and columns with the most failed or blocked executions first, then with the most in all, then by name in natural
 * order.
 */
export function heatMap(
  executions: readonly Execution[],
  key: FilterKey,
  { maxTests = MAX_TESTS, maxColumns = MAX_COLUMNS }: { readonly maxTests?: number; readonly maxColumns?: number } = {},
): HeatMap {
  const failing = new Set(executions.filter(wentWrong).map(({ name }) => name));
  const told = executions.filter(({ name }) => failing.has(name));
  const tests = ranked(
    Map.groupBy(told, ({ name }) => name),
    compareNatural,
  );
  const shownTests = tests.slice(0, maxTests);
  const groups = groupByLabel(
    shownTests.flatMap(([, group]) => group),
    key,
  );
  const columns = ranked(groups, compareLabels).filter(
    ([label, group]) => label !== undefined || group.some(wentWrong),
  );
  const shownColumns = columns.slice(0, maxColumns);
  const labels = shownColumns.map(([label]) => label);
  const shown = new Set(shownColumns.flatMap(([, group]) => group));
  return {
    key,
    columns: labels,
    rows: shownTests.map(([test, group]) => ({ test, cells: cellsOf(groupByLabel(group, key), labels) })),
    leftOut: {
      tests: tests.length - shownTests.length,
      columns: columns.length - shownColumns.length,
      wrong: told.filter((execution) => wentWrong(execution) && !shown.has(execution)).length,
    },
  };
}

function cellsOf(
  groups: ReadonlyMap<string | undefined, readonly Execution[]>,
  columns: HeatMap["columns"],
): readonly HeatCell[] {
  return columns.map((label) => {
    const { failed, blocked, total } = countStatuses(groups.get(label) ?? []);
    return { failed, blocked, total };
  });
}

function ranked<Label>(
  groups: ReadonlyMap<Label, readonly Execution[]>,
  compare: (a: Label, b: Label) => number,
): readonly (readonly [Label, readonly Execution[]])[] {
  return [...groups]
    .map(([label, group]) => ({ label, group, wrong: group.filter(wentWrong).length }))
    .toSorted((a, b) => b.wrong - a.wrong || b.group.length - a.group.length || compare(a.label, b.label))
    .map(({ label, group }) => [label, group] as const);
}
