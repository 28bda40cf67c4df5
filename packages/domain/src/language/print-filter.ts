import type { Filter } from "../filter.ts";
import { printValue } from "./print-value.ts";

/** A filter as it would be typed, in one canonical form; parsing it gives the same filter. An empty filter is an empty text. */
export function printFilter(filter: Filter): string {
  return filter
    .map(({ key, negated, values }) => `${negated ? "-" : ""}${key}:${values.map(printValue).join(",")}`)
    .join(" ");
}
