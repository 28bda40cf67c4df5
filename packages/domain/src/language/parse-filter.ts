import type { ExecutionStatus } from "../execution.ts";
import { FILTER_KEYS, RESULT_MARKS, type Filter, type FilterKey, type FilterTerm } from "../filter.ts";
import { isGlob } from "../glob.ts";
import { emptyValues, isEmpty } from "./empty-values.ts";
import { type Mistake, mistakeAt, shown, shownChoice } from "./mistake.ts";
import { suggest } from "./suggest.ts";
import type { Part, TermToken, Token, WordToken } from "./token.ts";

/** The words `status:` takes. */
const STATUSES: readonly Lowercase<ExecutionStatus>[] = ["passed", "failed", "blocked", "unknown"];
/** What people also say. The first two are understood; the others would be a guess, so they are suggested. */
const STATUS_SHORT: ReadonlyMap<string, string> = new Map([
  ["pass", "passed"],
  ["fail", "failed"],
]);
const STATUS_MEANT: ReadonlyMap<string, string> = new Map([
  ...["red", "failure", "failures", "failing", "error", "broken"].map((word) => [word, "failed"] as const),
  ...["green", "ok", "success", "successful", "passing"].map((word) => [word, "passed"] as const),
]);

/** What people also say of a result. */
const MARK_MEANT: ReadonlyMap<string, string> = new Map([
  ...["first", "fresh", "regression", "newly"].map((word) => [word, "new"] as const),
  ...["old", "still", "existing"].map((word) => [word, "known"] as const),
  ...["unstable", "retried", "intermittent"].map((word) => [word, "flaky"] as const),
  ...["fixed", "healed", "green"].map((word) => [word, "recovered"] as const),
]);

/** A filter as far as it was understood, and everything that was not. */
export interface ParsedFilter {
  readonly filter: Filter;
  readonly mistakes: readonly Mistake[];
}

/**
 * Reads tokens as a filter. A bare word is a part of the test name (`Login` becomes `test:*Login*`); with `*` or `?` in it,
 * it is a glob over the whole name. Keys ignore case; `status:` values become lower case, `build:#45` becomes `build:45`.
 *
 * @param otherKeys Keys that are understood beside a filter's in the same place, so that they are suggested too.
 */
export function parseFilter(tokens: readonly Token[], otherKeys: readonly string[] = []): ParsedFilter {
  const read = tokens.map((token) => (token.kind === "word" ? readWord(token) : readTerm(token, otherKeys)));
  return { filter: read.flatMap(({ term }) => term ?? []), mistakes: read.flatMap(({ mistakes }) => mistakes) };
}

interface ReadTerm {
  readonly term?: FilterTerm;
  readonly mistakes: readonly Mistake[];
}

function readWord(word: WordToken): ReadTerm {
  if (isEmpty(word)) return { mistakes: [mistakeAt(word, "these quotes are empty")] };
  const value = isGlob(word.pattern) ? word.pattern : `*${word.pattern}*`;
  return { term: { key: "test", negated: word.negated, values: [value] }, mistakes: [] };
}

function readTerm(token: TermToken, otherKeys: readonly string[]): ReadTerm {
  const key = filterKey(token);
  if (key === undefined) return { mistakes: [unknownKey(token.key, [...FILTER_KEYS, ...otherKeys])] };
  const mistakes = [...emptyValues(token)];
  const values: string[] = [];
  for (const part of token.values) {
    if (isEmpty(part)) continue;
    const value = readValue(key, part);
    if (typeof value === "string") values.push(value);
    else mistakes.push(value);
  }
  return { term: { key, negated: token.negated, values }, mistakes };
}

/** The filter key a term has, whatever its case; undefined where it is none. */
export function filterKey(token: TermToken): FilterKey | undefined {
  const typed = token.key.text.toLowerCase();
  return FILTER_KEYS.find((key) => key === typed);
}

function unknownKey(key: Part, known: readonly string[]): Mistake {
  const message = `unknown key ${shown(key.text)}`;
  const suggestion = suggest(key.text, known);
  if (suggestion !== undefined) return mistakeAt(key, message, suggestion);
  return mistakeAt(key, `${message}: keys are ${known.join(", ")}; put text that holds a colon in quotes`);
}

function readValue(key: FilterKey, part: Part): string | Mistake {
  if (key === "status") return readStatus(part);
  if (key === "is") return readMark(part);
  return key === "build" ? readBuild(part) : part.pattern;
}

function readStatus(part: Part): string | Mistake {
  const typed = part.text.toLowerCase();
  const status = STATUS_SHORT.get(typed) ?? STATUSES.find((known) => known === typed);
  if (status !== undefined) return status;
  const message = `a status is ${shownChoice(STATUSES)}, not ${shown(part.text)}`;
  return mistakeAt(part, message, STATUS_MEANT.get(typed) ?? suggest(typed, STATUSES));
}

function readMark(part: Part): string | Mistake {
  const typed = part.text.toLowerCase();
  if (RESULT_MARKS.some((mark) => mark === typed)) return typed;
  const message = `\`is:\` takes ${shownChoice(RESULT_MARKS)}, not ${shown(part.text)}`;
  return mistakeAt(part, message, MARK_MEANT.get(typed) ?? suggest(typed, RESULT_MARKS));
}

function readBuild(part: Part): string | Mistake {
  const number = part.text.replace(/^#/, "");
  if (/^[\d*?]+$/.test(number)) return number;
  return mistakeAt(part, `${shown(part.text)} is no build number: write digits, as in \`build:45\``);
}
