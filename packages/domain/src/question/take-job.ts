import { isEmpty } from "../language/empty-values.ts";
import { type Mistake, mistakeAt, type Place } from "../language/mistake.ts";
import { filterKey } from "../language/parse-filter.ts";
import { inQuotes, printWord } from "../language/print-value.ts";
import { suggest } from "../language/suggest.ts";
import { takeName } from "../language/take-name.ts";
import type { Part, Token } from "../language/token.ts";
import { isTimeWord } from "./time-words.ts";

/** The job a question is about, and the tokens without it. */
export interface TakenJob {
  /** Absent where there is none, or a mistaken one. */
  readonly job?: string;
  readonly rest: readonly Token[];
  readonly mistakes: readonly Mistake[];
}

/** Words with a meaning of their own behind a job's name. */
const NEAR_WORDS = [
  "last",
  "past",
  "since",
  "from",
  "to",
  "this",
  "today",
  "yesterday",
  "latest",
  "by",
  "with",
  "and",
  "vs",
];

/**
 * Takes the job: the words at the start by the rule of `takeName`, or a `job:` term. A `job:` with a minus stays.
 *
 * @param tokens What is left after windows and numbers were taken out.
 * @param all What they were taken out of: a name ends where something else stood.
 * @param end Where a missing job is reported.
 */
export function takeJob(tokens: readonly Token[], all: readonly Token[], end: Place): TakenJob {
  const start = tokens[0] === undefined ? 0 : all.indexOf(tokens[0]);
  const gap = tokens.findIndex((token, index) => token !== all[start + index]);
  const together = gap < 0 ? tokens.length : gap;
  const { name, rest } = takeName(tokens.slice(0, together));
  const others = [...rest, ...tokens.slice(together)];
  const terms = others.filter((token) => token.kind === "term" && !token.negated && filterKey(token) === "job");
  const named = terms.flatMap((token) => (token.kind === "term" ? token.values : []));
  const names: readonly Part[] = [...(name ? [name] : []), ...named];
  const empty = names.filter(isEmpty);
  const [job, ...more] = names;
  const mistakes = [
    ...empty.map((part) =>
      part.length > 0
        ? mistakeAt(part, "these quotes are empty")
        : mistakeAt(
            { at: part.at - 1, length: 1 },
            "`job:` has no value: write it right after the colon, without a space",
          ),
    ),
    ...more
      .filter((part) => !isEmpty(part))
      .map((part) => mistakeAt(part, "one question is about one job: use `*` and `?` for several")),
    ...(job === undefined
      ? [mistakeAt(end, "the job is missing: name one, in quotes if it looks like something else")]
      : []),
  ];
  const taken = new Set<Token>(terms);
  return {
    ...(job !== undefined && mistakes.length === 0 ? { job: job.pattern } : {}),
    rest: others.filter((token) => !taken.has(token)),
    mistakes,
  };
}

/** A job's name as it would be typed behind the verb: in quotes where it could be read as something else. */
export function printJob(job: string): string {
  const isSafe = /^[\p{L}*?]/u.test(job) && !isTimeWord(job) && suggest(job, NEAR_WORDS) === undefined;
  return isSafe ? printWord(job) : inQuotes(job);
}
