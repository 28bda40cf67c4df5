import type { Execution } from "./execution.ts";
import { branchName } from "./build/branch-name.ts";
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
  "is",
] as const;

/** The keys that executions have values of, so that they can be counted by them. */
export const COUNTED_KEYS = FILTER_KEYS.filter((key) => key !== "is");

/** One of {@link FILTER_KEYS}. */
export type FilterKey = (typeof FILTER_KEYS)[number];

/** The words `is:` takes: what a test's result is against its own attempts and its history. */
export const RESULT_MARKS = ["new", "known", "flaky", "recovered"] as const;

/** One of {@link RESULT_MARKS}. */
export type ResultMark = (typeof RESULT_MARKS)[number];

/** `[-]key:value[,value…]`: the values are alternatives, a minus excludes. Values are globs over the whole text, case-insensitive. */
export interface FilterTerm {
  readonly key: FilterKey;
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** All terms must hold. An empty filter matches everything. */
export type Filter = readonly FilterTerm[];

/** Whether an execution satisfies every term. `marks` are those of the test's result that it decides. */
export function matchFilter(filter: Filter, execution: Execution, marks: readonly ResultMark[] = []): boolean {
  return filter.every((term) => matchTerm(term, execution, marks));
}

function matchTerm(term: FilterTerm, execution: Execution, marks: readonly ResultMark[]): boolean {
  if (term.key === "is") return marks.some((mark) => term.values.includes(mark)) !== term.negated;
  const texts = filterValues(term.key, execution).flatMap((value) => value.texts);
  const hit = term.values.some((value) => texts.some((text) => matchGlob(asNamed(term.key, value), text)));
  return hit !== term.negated;
}

/** A branch is meant by its own name, also where it is typed with the name of a remote. */
function asNamed(key: FilterKey, value: string): string {
  return key === "branch" ? branchName(value) : value;
}
