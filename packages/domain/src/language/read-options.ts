import type { Mention, SubscriptionOptions } from "../subscription.ts";
import { emptyValues, isEmpty } from "./empty-values.ts";
import { parseMention, printMention } from "./mention.ts";
import { type Mistake, mistakeAt, shown, shownChoice } from "./mistake.ts";
import { suggest } from "./suggest.ts";
import type { Part, TermToken, Token } from "./token.ts";

/** The keys of `subscribe` that say how to post. */
export const OPTION_KEYS = ["on", "post", "thread", "mention"] as const;

type OptionKey = (typeof OPTION_KEYS)[number];
type SaidOptions = { -readonly [Key in OptionKey]?: SubscriptionOptions[Key] };

/** What `mention:` takes to mention nobody. */
export const NOBODY = "none";

/** The options as far as they were understood, and everything that was not. */
export interface ReadOptions {
  readonly options: Partial<SubscriptionOptions>;
  readonly mistakes: readonly Mistake[];
}

/** The option a token sets, whatever its case; undefined where it is something else. */
export function optionKey(token: Token): OptionKey | undefined {
  const typed = token.kind === "term" ? token.key.text.toLowerCase() : undefined;
  return OPTION_KEYS.find((key) => key === typed);
}

/** Reads option terms; each option may be said once and cannot be excluded. Terms of other keys are passed over. */
export function readOptions(terms: readonly TermToken[]): ReadOptions {
  const options: SaidOptions = {};
  const seen = new Set<OptionKey>();
  const mistakes = terms.flatMap((term) => {
    const key = optionKey(term);
    if (key === undefined) return [];
    const twice = seen.has(key) ? [mistakeAt(term.key, `${shown(`${key}:`)} is said twice`)] : [];
    const excluded = term.negated ? [notExcluded(term, key)] : [];
    seen.add(key);
    return [...twice, ...excluded, ...SETTERS[key](options, term)];
  });
  return { options, mistakes };
}

function notExcluded(term: TermToken, key: OptionKey): Mistake {
  const minus = { at: term.at, length: term.key.at - term.at };
  return mistakeAt(minus, `${shown(`${key}:`)} is an option and cannot be excluded: leave out the minus`);
}

const SETTERS: Record<OptionKey, (options: SaidOptions, term: TermToken) => readonly Mistake[]> = {
  on: (options, term) => choose(term, ["failures", "all", "changes"], (choice) => (options.on = choice)),
  post: (options, term) => choose(term, ["build", "test"], (choice) => (options.post = choice)),
  thread: (options, term) => choose(term, ["on", "off", "broadcast"], (choice) => (options.thread = choice)),
  mention: (options, term) => readMentions(term, (mentions) => (options.mention = mentions)),
};

function choose<Choice extends string>(
  term: TermToken,
  choices: readonly Choice[],
  set: (choice: Choice) => void,
): readonly Mistake[] {
  const empty = emptyValues(term);
  if (empty.length > 0) return empty;
  const key = shown(`${term.key.text.toLowerCase()}:`);
  return term.values.flatMap((part, index) => {
    if (index > 0) return [mistakeAt(part, `${key} takes one value`)];
    const typed = part.text.toLowerCase();
    const choice = choices.find((known) => known === typed);
    if (choice === undefined)
      return [
        mistakeAt(part, `${key} takes ${shownChoice(choices)}, not ${shown(part.text)}`, suggest(typed, choices)),
      ];
    set(choice);
    return [];
  });
}

function readMentions(term: TermToken, set: (mentions: readonly Mention[]) => void): readonly Mistake[] {
  const mistakes = [...emptyValues(term)];
  const mentions = new Map<string, Mention>();
  for (const part of term.values) {
    if (isEmpty(part)) continue;
    const nobody = part.text.toLowerCase() === NOBODY;
    if (nobody && term.values.length === 1) continue;
    const mention = parseMention(part.text);
    if (mention === undefined) mistakes.push(noMention(part, nobody));
    else mentions.set(printMention(mention), mention);
  }
  set([...mentions.values()]);
  return mistakes;
}

function noMention(part: Part, nobody: boolean): Mistake {
  if (nobody) return mistakeAt(part, `${shown(part.text)} stands alone or not at all`);
  const message = `${shown(part.text)} is nobody I can mention`;
  if (parseMention(`@${part.text}`) !== undefined) return mistakeAt(part, message, `@${part.text}`);
  return mistakeAt(part, `${message}: type @ and pick a person or group from the list, or write \`@here\``);
}
