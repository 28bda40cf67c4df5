import { hash } from "node:crypto";

/** How long a print is. Part of what is stored. */
export const PRINT_CHARS = 8;

/** One day of a busy lab is some hundred thousand executions: about a hundred on a shelf. Part of what is stored. */
const SHELVES = 1_024;
const PRINT_BYTES = (PRINT_CHARS * 6) / 8;

/** Where the index of a day says which build an execution is in. */
export interface IndexPlace {
  /** The field it stands in, together with others. */
  readonly shelf: string;
  /** What it is found by there. */
  readonly print: string;
}

/**
 * The place of an execution. With 10 bits of shelf and 48 of print, that two of a million executions of a day share both
 * happens once in 500,000 days; then a link to the one opens the build of the other, which has no such test.
 */
export function placeOf(executionId: string): IndexPlace {
  const digest = digestOf(executionId);
  const shelf = (digest.readUInt16BE(PRINT_BYTES) % SHELVES).toString(36);
  return { shelf, print: digest.toString("base64url", 0, PRINT_BYTES) };
}

/** What stands for a build key in the index. Longer than any name of a shelf. */
export function printOf(build: string): string {
  return digestOf(build).toString("base64url", 0, PRINT_BYTES);
}

/** The shelves some executions stand on: the field of each, and the prints of its executions in one text. */
export function fillShelves(executionIds: readonly string[]): readonly (readonly [string, string])[] {
  const shelves = new Map<string, string>();
  for (const id of new Set(executionIds)) {
    const { shelf, print } = placeOf(id);
    shelves.set(shelf, (shelves.get(shelf) ?? "") + print);
  }
  return [...shelves];
}

function digestOf(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
