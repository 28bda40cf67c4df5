import type { Filter, FilterKey, FilterTerm } from "../filter.ts";
import { printQuoted } from "./print-quoted.ts";

/** How a term reads in a sentence, behind what is counted. A `status` has its own place in front of it. */
const PHRASES: Readonly<Record<FilterKey, (values: string) => string>> = {
  job: (values) => `of ${values}`,
  build: (values) => `build ${values}`,
  branch: (values) => `branch ${values}`,
  test: (values) => `named ${values}`,
  status: (values) => `status ${values}`,
  platform: (values) => `on ${values}`,
  os: (values) => `${values} only`,
  device: (values) => `device ${values}`,
  model: (values) => `model ${values}`,
  browser: (values) => `browser ${values}`,
  tag: (values) => `tagged ${values}`,
  owner: (values) => `owner ${values}`,
  project: (values) => `project ${values}`,
  reason: (values) => `reason ${values}`,
  lab: (values) => `lab ${values}`,
  is: (values) => `${values} only`,
};

/** Every term of a filter as part of a sentence, in its order: "iOS only", "tagged a or b", "without owner ana". */
export function describeFilter(filter: Filter): readonly string[] {
  return filter.map(describeTerm);
}

/** The values of a term: "FAILED or BLOCKED", "Nightly*", "a or b". */
export function describeValues({ key, values }: FilterTerm): string {
  return values.map((value) => (key === "status" ? value.toUpperCase() : printQuoted(value))).join(" or ");
}

function describeTerm(term: FilterTerm): string {
  const values = describeValues(term);
  return term.negated ? `without ${term.key} ${values}` : PHRASES[term.key](values);
}
