import { type Mistake, mistakeAt, shown } from "./mistake.ts";
import type { Part, TermToken } from "./token.ts";

/** A mistake for each value of a term that is missing or blank: `on: failures`, `job:A, B`, `tag:""`. */
export function emptyValues({ key, values }: TermToken): readonly Mistake[] {
  return values.flatMap((value, index) => (isEmpty(value) ? [emptyValue(key.text, value, index)] : []));
}

/** Whether nothing but blanks was typed. */
export function isEmpty(part: Part): boolean {
  return part.text.trim() === "";
}

function emptyValue(key: string, value: Part, index: number): Mistake {
  const term = shown(`${key}:`);
  if (value.length > 0) return mistakeAt(value, `${term} has an empty value`);
  const before = { at: value.at - 1, length: 1 };
  return index === 0
    ? mistakeAt(before, `${term} has no value: write it right after the colon, without a space`)
    : mistakeAt(before, `${term} has no value after a comma: write its values without spaces between them`);
}
