import { grouped } from "./answers/say-numbers.ts";

/** What stands below rows for those that are not shown: "and 1,200 more"; where none is shown, "1,200 in all". */
export function sayMore(count: number, shown = 1): string {
  return shown > 0 ? `and ${grouped(count)} more` : `${grouped(count)} in all`;
}
