import type { Execution } from "./execution.ts";
import { branchName } from "./build/branch-name.ts";
import { filterValues } from "./filter-values.ts";
import { compileGlob } from "./glob.ts";

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

/**
 * `[-]key:value[,value…]`: the values are alternatives, a minus excludes. Values are globs over the whole text,
 * case-insensitive; {@link globOf} makes one of a name.
 */
export interface FilterTerm {
  readonly key: FilterKey;
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** All terms must hold. An empty filter matches everything. */
export type Filter = readonly FilterTerm[];

/** What a filter looks at: one execution, with the marks of the test's result that it decides. */
export interface FilterSubject {
  readonly texts: (key: FilterKey) => readonly string[];
  readonly marks: readonly ResultMark[];
}

/** Tells whether a filter lets something through. */
export type FilterMatcher = (subject: FilterSubject) => boolean;

/** Whether an execution satisfies every term. `marks` are those of the test's result that it decides. */
export function matchFilter(filter: Filter, execution: Execution, marks: readonly ResultMark[] = []): boolean {
  return filter.length === 0 || compileFilter(filter)(filterSubject(execution, marks));
}

/** An execution for many filters: what it is called is worked out once. */
export function filterSubject(execution: Execution, marks: readonly ResultMark[]): FilterSubject {
  const known = new Map<FilterKey, readonly string[]>();
  return {
    marks,
    texts: (key) => {
      const texts = known.get(key) ?? filterValues(key, execution).flatMap((value) => value.texts);
      known.set(key, texts);
      return texts;
    },
  };
}

const compiled = new WeakMap<Filter, FilterMatcher>();

/** Reads a filter for many executions; once, as long as the same object is handed in. */
export function compileFilter(filter: Filter): FilterMatcher {
  const known = compiled.get(filter);
  if (known !== undefined) return known;
  const terms = filter.map(compileTerm);
  const matcher: FilterMatcher = (subject) => terms.every((term) => term(subject));
  compiled.set(filter, matcher);
  return matcher;
}

function compileTerm({ key, negated, values }: FilterTerm): FilterMatcher {
  if (key === "is") return ({ marks }) => marks.some((mark) => values.includes(mark)) !== negated;
  const globs = values.map((value) => compileGlob(asNamed(key, value)));
  return ({ texts }) => texts(key).some((text) => globs.some((matches) => matches(text))) !== negated;
}

/** A branch is meant by its own name, also where it is typed with the name of a remote. */
function asNamed(key: FilterKey, value: string): string {
  return key === "branch" ? branchName(value) : value;
}
