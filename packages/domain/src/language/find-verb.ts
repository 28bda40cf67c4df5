import { type Mistake, mistakeAt, type Place, shown, shownChoice } from "./mistake.ts";
import { suggest } from "./suggest.ts";
import type { VerbHelp } from "./verb.ts";

/** The verb a word names, in any case or by another word for it; undefined where it is none. */
export function findVerb<Name extends string>(word: string, verbs: readonly VerbHelp<Name>[]): Name | undefined {
  const typed = word.toLowerCase();
  return verbs.find(({ name, aliases }) => name === typed || aliases.includes(typed))?.name;
}

/** More names than this are no help; `help` shows them in groups. */
const MOST_LISTED = 10;

/** The mistake that a word is no verb, with the nearest verb, or with all of them where they are few. */
export function unknownVerb(word: string, place: Place, verbs: readonly VerbHelp<string>[]): Mistake {
  const names = verbs.map(({ name }) => name);
  const message = `${shown(word)} is not a command`;
  const suggestion = suggest(word, names);
  if (suggestion !== undefined) return mistakeAt(place, message, suggestion);
  const all = names.length > MOST_LISTED ? "`help` lists what can be said" : `start with ${shownChoice(names)}`;
  return mistakeAt(place, `${message}: ${all}`);
}
