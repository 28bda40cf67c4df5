/** A stretch of the text that was parsed, in UTF-16 code units. A length of 0 marks where something is missing. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** Something in a text that could not be understood. */
export interface Mistake extends Place {
  /** A whole sentence for the person who typed it; foreign words stand in backticks. */
  readonly message: string;
  /** What to write in that place instead. */
  readonly suggestion?: string;
}

const LONGEST_SHOWN = 60;

/** A mistake at a place. A suggestion is also said in the message. */
export function mistakeAt({ at, length }: Place, message: string, suggestion?: string): Mistake {
  if (suggestion === undefined) return { at, length, message };
  return { at, length, message: `${message}: did you mean ${shown(suggestion)}?`, suggestion };
}

/** A typed word as messages show it: in backticks, on one line, and never long. */
export function shown(word: string): string {
  const line = word
    .slice(0, LONGEST_SHOWN + 1)
    .replace(/\s+/g, " ")
    .replaceAll("`", "'")
    .toWellFormed();
  return line.length > LONGEST_SHOWN ? `\`${line.slice(0, LONGEST_SHOWN)}…\`` : `\`${line}\``;
}

/** Several words as a sentence lists them: "`a`, `b` or `c`". */
export function shownChoice(words: readonly string[]): string {
  const all = words.map(shown);
  const last = all.at(-1) ?? "";
  return all.length < 2 ? last : `${all.slice(0, -1).join(", ")} or ${last}`;
}
