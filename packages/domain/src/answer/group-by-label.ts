import type { Execution } from "../execution.ts";
import { filterValues } from "../filter-values.ts";
import type { FilterKey } from "../filter.ts";

/**
 * Executions under each label they have for a key. One with several tags or platforms stands under each of them, once;
 * one of which the lab said nothing stands under undefined. Labels are told apart exactly, upper and lower case included.
 */
export function groupByLabel(
  executions: readonly Execution[],
  by: FilterKey,
): ReadonlyMap<string | undefined, readonly Execution[]> {
  const groups = new Map<string | undefined, Execution[]>();
  for (const execution of executions) {
    for (const label of labelsOf(execution, by)) {
      const group = groups.get(label);
      if (group === undefined) groups.set(label, [execution]);
      else group.push(execution);
    }
  }
  return groups;
}

function labelsOf(execution: Execution, by: FilterKey): ReadonlySet<string | undefined> {
  const labels = new Set(filterValues(by, execution).map(({ label }) => label));
  if (labels.size > 1) labels.delete(undefined);
  return labels.size === 0 ? new Set([undefined]) : labels;
}
