import type { Execution } from "../execution.ts";
import type { FilterKey } from "../filter.ts";
import { compareLabels } from "./compare-natural.ts";
import { countStatuses, countWrong, type StatusCounts } from "./count-statuses.ts";
import { groupByLabel } from "./group-by-label.ts";

/** The executions that have one value for a key, counted. */
export interface ExecutionGroup extends StatusCounts {
  /** The value as people read it; undefined for executions that have none. */
  readonly key: string | undefined;
}

/**
 * Counts executions by a filter key. Values are named as precisely as they are known: platforms by their line, systems
 * and browsers with version, devices with id, builds as "Nightly #45". An execution with several tags or platforms
 * counts in each, so that groups may add up to more than the executions; one without a value counts under undefined.
 * Most that went wrong (failed + blocked) first, then most in all, then the key in natural order, undefined last.
 */
export function groupExecutions(executions: readonly Execution[], by: FilterKey): readonly ExecutionGroup[] {
  return [...groupByLabel(executions, by)]
    .map(([key, group]) => ({ key, ...countStatuses(group) }))
    .toSorted((a, b) => countWrong(b) - countWrong(a) || b.total - a.total || compareLabels(a.key, b.key));
}
