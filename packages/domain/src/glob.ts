/** What a glob is made of: code points as they are, and what stands for others. */
const ANY_RUN = -1;
const ANY_ONE = -2;

const WILDCARD = /[*?]/;
const SPECIAL = /[*?\\]/g;

/** Tells whether a glob describes a text. */
export type GlobMatcher = (text: string) => boolean;

/**
 * Whether a glob describes the whole text, ignoring case: `*` is any run of characters, `?` is exactly one. A backslash makes
 * a `*`, a `?` or a backslash behind it mean itself; before anything else it is itself.
 */
export function matchGlob(pattern: string, text: string): boolean {
  return compileGlob(pattern)(text);
}

/**
 * Reads a glob once for many texts. A match is linear in pattern × text at worst, without a regular expression, so that no
 * pattern can stall the service.
 */
export function compileGlob(pattern: string): GlobMatcher {
  const folded = pattern.toLowerCase();
  const literal = nameOf(folded);
  if (literal !== undefined) return (text) => text.toLowerCase() === literal;
  const wanted = readGlob(folded);
  const first = wanted.findIndex((part) => part < 0);
  const beginning = textOf(wanted.slice(0, first));
  return (text) => {
    const given = text.toLowerCase();
    return given.startsWith(beginning) && matchParts(wanted, Array.from(given, codePoint));
  };
}

/** Whether a pattern can match more than one text. */
export function isGlob(pattern: string): boolean {
  return WILDCARD.test(pattern) && nameOf(pattern) === undefined;
}

/** The pattern that matches one name alone, whatever stands in it. */
export function globOf(name: string): string {
  return name.replace(SPECIAL, "\\$&");
}

/** The one name that a pattern matches; undefined for a glob. {@link globOf} gives the pattern back. */
export function nameOf(pattern: string): string | undefined {
  if (!WILDCARD.test(pattern) && !pattern.includes("\\\\")) return pattern;
  const parts = readGlob(pattern);
  return parts.some((part) => part < 0) ? undefined : textOf(parts);
}

/**
 * A pattern in the form that {@link globOf} writes: every backslash that means itself is doubled. Equal patterns that were
 * typed in two ways are equal texts then.
 */
export function canonicalGlob(pattern: string): string {
  return pattern.replace(/\\[*?\\]|\\/g, (found) => (found.length === 2 ? found : "\\\\"));
}

/** A pattern as people spell it, without what takes a meaning away: "pays [*]" for the name and for the glob. */
export function spellingOf(pattern: string): string {
  return pattern.replace(/\\([*?\\])/g, "$1");
}

/** Whether a pattern has a `*` or `?` that means itself, so that its spelling alone would tell something else. */
export function hasLiteralWildcard(pattern: string): boolean {
  return /\\[*?]/.test(pattern.replaceAll("\\\\", ""));
}

function readGlob(pattern: string): readonly number[] {
  const parts: number[] = [];
  const characters = Array.from(pattern);
  for (let index = 0; index < characters.length; index += 1) {
    const here = characters[index] ?? "";
    const next = characters[index + 1];
    if (here === "\\" && (next === "*" || next === "?" || next === "\\")) {
      parts.push(codePoint(next));
      index += 1;
    } else parts.push(here === "*" ? ANY_RUN : here === "?" ? ANY_ONE : codePoint(here));
  }
  return parts;
}

function matchParts(wanted: readonly number[], given: readonly number[]): boolean {
  let position = 0;
  let index = 0;
  let star = -1;
  let resumeAt = 0;
  while (index < given.length) {
    const part = wanted[position];
    if (part === ANY_RUN) {
      star = position;
      resumeAt = index;
      position += 1;
    } else if (part !== undefined && (part === ANY_ONE || part === given[index])) {
      position += 1;
      index += 1;
    } else if (star >= 0) {
      position = star + 1;
      resumeAt += 1;
      index = resumeAt;
    } else {
      return false;
    }
  }
  while (wanted[position] === ANY_RUN) position += 1;
  return position === wanted.length;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function textOf(codePoints: readonly number[]): string {
  return codePoints.map((one) => String.fromCodePoint(one)).join("");
}
