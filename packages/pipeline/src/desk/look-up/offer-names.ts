import type { LookupOf } from "@perfecto-bot/cards";
import { canBeChosen, canonicalGlob, globOf, nameOf } from "@perfecto-bot/domain";
import { rankNames } from "./rank-names.ts";

/** Choices that a form shows at once. */
const MOST_OFFERED = 20;
/** Nothing that can be chosen is so long, and no name is found by it. */
const LONGEST_TYPED = 1_000;

/**
 * What a lookup offers, the likeliest first, each once: chats choose the first by Enter. What is offered are patterns, as a
 * form takes them: a name with a `*` in it as the pattern of that name alone. What was typed can be chosen as it is, too: it
 * comes first where it is a known name or a glob, last where it may be the beginning of one. Where names differ from it by
 * case alone, they come before it: job names are compared with case, so the lab's spelling is the one that finds builds. The
 * others are found in any case; there what was typed is not said again.
 * @param names Each once, the best known first.
 */
export function offerNames(of: LookupOf, names: readonly string[], typed: string): readonly string[] {
  const wanted = canonicalGlob(typed.slice(0, LONGEST_TYPED).trim());
  const name = nameOf(wanted);
  const found = rankNames(names, wanted, MOST_OFFERED);
  if (!canBeChosen(wanted)) return patternsOf(found);
  const spelled = found.filter((one) => one.toLowerCase() === name?.toLowerCase());
  if (name === undefined || spelled.includes(name)) return distinct([wanted, ...patternsOf([...spelled, ...found])]);
  if (spelled.length > 0)
    return distinct([...patternsOf(spelled), ...(of === "job" ? [wanted] : []), ...patternsOf(found)]);
  return distinct([...patternsOf(found).slice(0, MOST_OFFERED - 1), wanted]);
}

function patternsOf(names: readonly string[]): readonly string[] {
  return names.map(globOf).filter(canBeChosen);
}

function distinct(patterns: readonly string[]): readonly string[] {
  return [...new Set(patterns)].slice(0, MOST_OFFERED);
}
