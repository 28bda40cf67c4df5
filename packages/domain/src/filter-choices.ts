import type { Filter, FilterTerm } from "./filter.ts";

/** The filter keys whose values a form offers as names to choose from, in its order. Everything else of a filter is typed. */
export const CHOICE_KEYS = ["device", "tag", "owner"] as const;

/** One of {@link CHOICE_KEYS}. */
export type ChoiceKey = (typeof CHOICE_KEYS)[number];

/** A filter as a form shows it. */
export interface FilterChoices {
  /** Names or globs by key: an execution has one of them. None: whatever it has. */
  readonly chosen: Readonly<Record<ChoiceKey, readonly string[]>>;
  /** What is typed beside them. All of it holds, too. */
  readonly rest: Filter;
}

/**
 * A choice's value has this many characters at most.
 * @see https://docs.slack.dev/reference/block-kit/composition-objects/option-object (value)
 */
const LONGEST_CHOICE = 150;
/** More names are easier to read as text. */
const MOST_CHOICES = 20;

/** Whether a name or glob can be one of the choices of a form: something to see in one line, without blanks around it. */
export function canBeChosen(name: string): boolean {
  return (
    name.length <= LONGEST_CHOICE && name.trim() === name && /[\p{L}\p{N}\p{P}\p{S}]/u.test(name) && isOneLine(name)
  );
}

/**
 * Takes a filter apart. A key's values are chosen where the filter says the key once, without a minus, and each value
 * {@link canBeChosen}; what is said twice (`tag:a tag:b` wants both tags) is no choice between names, and stays text.
 * {@link joinFilter} gives a filter of the same meaning.
 */
export function splitFilter(filter: Filter): FilterChoices {
  const terms = CHOICE_KEYS.flatMap((key) => onlyChoice(filter, key) ?? []);
  const named = (key: ChoiceKey) => eachOnce(terms.find((term) => term.key === key)?.values ?? []);
  return {
    chosen: { device: named("device"), tag: named("tag"), owner: named("owner") },
    rest: filter.filter((term) => !terms.includes(term)),
  };
}

/** Puts a filter together: what was chosen in the order of the form, each name once whatever its case, then the rest. */
export function joinFilter({ chosen, rest }: FilterChoices): Filter {
  const terms = CHOICE_KEYS.map((key): FilterTerm => ({ key, negated: false, values: eachOnce(chosen[key]) }));
  return [...terms.filter(({ values }) => values.length > 0), ...rest];
}

/**
 * The keys of which names were chosen while the rest wants a value, too. As a filter both would have to hold, which for two
 * devices or owners is nearly never so: nobody means that. An exclusion beside names (`-tag:slow`) is no contradiction.
 */
export function saidTwice({ chosen, rest }: FilterChoices): readonly ChoiceKey[] {
  return CHOICE_KEYS.filter((key) => chosen[key].length > 0 && rest.some((term) => wants(term, key)));
}

function onlyChoice(filter: Filter, key: ChoiceKey): FilterTerm | undefined {
  const [term, ...others] = filter.filter((each) => wants(each, key));
  if (term === undefined || others.length > 0) return undefined;
  const { length } = eachOnce(term.values);
  return length > 0 && length <= MOST_CHOICES && term.values.every(canBeChosen) ? term : undefined;
}

function wants(term: FilterTerm, key: ChoiceKey): boolean {
  return term.key === key && !term.negated;
}

/** A filter ignores case. */
function eachOnce(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size < seen.add(name.toLowerCase()).size);
}

function isOneLine(name: string): boolean {
  return name.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name);
}
