import type { SearchedChoice } from "./searched-choices.ts";

/**
 * What an input offers for what is typed: of the card's own choices those that contain it, then what was found, each
 * value once.
 */
export function mergeChoices(
  own: readonly SearchedChoice[],
  found: readonly SearchedChoice[],
  typed: string,
): readonly SearchedChoice[] {
  const wanted = typed.trim().toLowerCase();
  const fitting = own.filter(({ title }) => title.toLowerCase().includes(wanted));
  const merged = new Map<string, SearchedChoice>();
  for (const choice of [...fitting, ...found]) if (!merged.has(choice.value)) merged.set(choice.value, choice);
  return [...merged.values()];
}
