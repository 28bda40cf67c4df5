import type { Execution } from "./execution.ts";
import { filterValues } from "./filter-values.ts";
import { matchGlob } from "./glob.ts";

/** What a filter term can look at. `test` is also what a bare word means. */
export const FILTER_KEYS = [
  "job",
  "build",
  "branch",
  "test",
  "status",
  "platform",
  "os",
  "device",
  "model",
  "browser",
  "tag",
  "owner",
  "project",
  "reason",
  "lab",
] as const;

/** One of {@link FILTER_KEYS}. */
export type FilterKey = (typeof FILTER_KEYS)[number];

/** `[-]key:value[,value…]`: the values are alternatives, a minus excludes. Values are globs over the whole text, case-insensitive. */
export interface FilterTerm {
  readonly key: FilterKey;
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** All terms must hold. An empty filter matches everything. */
export type Filter = readonly FilterTerm[];

/** Whether an execution satisfies every term. */
export function matchFilter(filter: Filter, execution: Execution): boolean {
  return filter.every((term) => matchTerm(term, execution));
}

function matchTerm(term: FilterTerm, execution: Execution): boolean {
  const texts = filterValues(term.key, execution).flatMap((value) => value.texts);
  const hit = term.values.some((value) => texts.some((text) => matchGlob(value, text)));
  return hit !== term.negated;
}
