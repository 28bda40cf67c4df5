import {
  isGlob,
  matchGlob,
  nameOf,
  type Filter,
  type FilterKey,
  type FilterTerm,
  type TimeWindow,
} from "@perfecto-bot/domain";
import type { ExecutionQuery } from "../ports/lab.ts";

/** What is known of a lab before it is asked. */
export interface KnownLab {
  readonly id: string;
  /** Job names as the lab spells them, as far as they were seen. */
  readonly jobNames: readonly string[];
}

/** More names than one request holds, or longer ones, cost more than filtering here. */
const MOST_NAMES = 20;
const MOST_TAGS = 3;
const LONGEST_ENCODED = 1_500;

/**
 * What each lab is asked so that nothing is missing that a filter matches within a window; a lab that can have nothing of it
 * is left out. The answer is filtered again by the caller, so only what is documented and cannot change the result goes to
 * the lab: exact job names, one build number beside them, exact tags
 * (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm).
 *
 * A filter ignores case, and whether a lab does is not documented. So a name is handed on in all spellings in which the lab
 * was seen to have it, and only if there is one, or if it has no letters of two cases; a tag only in the latter case.
 */
export function labQueries(
  filter: Filter,
  window: TimeWindow | undefined,
  labs: readonly KnownLab[],
): ReadonlyMap<string, ExecutionQuery> {
  const queries = new Map<string, ExecutionQuery>();
  for (const lab of labs) {
    const query = filter.every((term) => term.key !== "lab" || admitsLab(term, lab.id))
      ? labQuery(filter, lab.jobNames)
      : undefined;
    const times = window && { startedFromMs: window.fromMs, startedToMs: window.toMs };
    if (query !== undefined) queries.set(lab.id, { ...times, ...query });
  }
  return queries;
}

/**
 * The job names that a pattern means in a lab: all that were seen and that it matches, whatever their case.
 * An exact name that was never seen is taken as typed.
 */
export function meantJobs(pattern: string, jobNames: readonly string[]): readonly string[] {
  const seen = [...new Set(jobNames.filter((name) => matchGlob(pattern, name)))];
  const name = nameOf(pattern);
  return seen.length > 0 || name === undefined ? seen : [name];
}

function admitsLab({ values, negated }: FilterTerm, lab: string): boolean {
  return values.some((value) => matchGlob(value, lab)) !== negated;
}

/** Undefined where no execution can match. */
function labQuery(filter: Filter, jobNames: readonly string[]): ExecutionQuery | undefined {
  const jobs = alternatives(filter, "job");
  const builds = alternatives(filter, "build")?.filter(isBuildNumber);
  if (jobs?.length === 0 || builds?.length === 0) return undefined;
  const names = jobs && spellings(jobs, jobNames);
  const tags = tagsToSend(filter);
  const onlyBuild = names !== undefined && builds?.length === 1 ? builds[0] : undefined;
  return {
    ...(names === undefined ? {} : { jobNames: names }),
    ...(onlyBuild === undefined ? {} : { jobNumber: Number(onlyBuild) }),
    ...(tags === undefined ? {} : { tags }),
  };
}

/** Lower-case values of which an execution must have one, from all terms that name values exactly; undefined without any. */
function alternatives(filter: Filter, key: FilterKey): readonly string[] | undefined {
  const lists = exactTerms(filter, key).map(({ values }) => new Set(namesIn(values).map((name) => name.toLowerCase())));
  const [first, ...others] = lists;
  return first && [...first].filter((value) => others.every((list) => list.has(value)));
}

function exactTerms(filter: Filter, key: FilterKey): readonly FilterTerm[] {
  return filter.filter((term) => term.key === key && !term.negated && !term.values.some(isGlob));
}

function namesIn(patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => nameOf(pattern) ?? []);
}

/** Every way to write these names to the lab, or undefined where one may be missing or they do not fit. */
function spellings(names: readonly string[], seen: readonly string[]): readonly string[] | undefined {
  const found = names.map((name) => {
    const known = seen.filter((one) => one.toLowerCase() === name);
    return known.length === 0 && isCaseless(name) ? [name] : known;
  });
  if (found.some((spelled) => spelled.length === 0)) return undefined;
  const all = [...new Set(found.flat())];
  return all.length <= MOST_NAMES && fits(all) ? all : undefined;
}

/** An execution has several tags, so the terms do not narrow each other: the one with the fewest values goes to the lab. */
function tagsToSend(filter: Filter): readonly string[] | undefined {
  const lists = exactTerms(filter, "tag").map(({ values }) => [...new Set(namesIn(values))]);
  const [best] = lists
    .filter((tags) => tags.length <= MOST_TAGS && tags.every(isCaseless) && fits(tags))
    .toSorted((a, b) => a.length - b.length);
  return best;
}

function isBuildNumber(text: string): boolean {
  return Number.isSafeInteger(Number(text)) && String(Number(text)) === text;
}

function isCaseless(text: string): boolean {
  return text !== "" && text.toLowerCase() === text.toUpperCase();
}

function fits(values: readonly string[]): boolean {
  return values.every((value) => value.isWellFormed() && encodeURIComponent(value).length <= LONGEST_ENCODED);
}
