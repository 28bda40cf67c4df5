import { type Mistake, mistakeAt, type Place, shown, shownChoice } from "./mistake.ts";
import { suggest } from "./suggest.ts";
import type { VerbHelp } from "./verb.ts";

/** The verb a word names, in any case or by another word for it; undefined where it is none. */
export function findVerb<Name extends string>(word: string, verbs: readonly VerbHelp<Name>[]): Name | undefined {
  const typed = word.toLowerCase();
  return verbs.find(({ name, aliases }) => name === typed || aliases.includes(typed))?.name;
}

/** The mistake that a word is no verb, with the nearest verb or with all of them. */
export function unknownVerb(word: string, place: Place, verbs: readonly VerbHelp<string>[]): Mistake {
  const names = verbs.map(({ name }) => name);
  const message = `${shown(word)} is not a command`;
  const suggestion = suggest(word, names);
  return suggestion === undefined
    ? mistakeAt(place, `${message}: start with ${shownChoice(names)}`)
    : mistakeAt(place, message, suggestion);
}
