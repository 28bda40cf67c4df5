import type { LookupOf } from "@perfecto-bot/cards";
import { canBeChosen } from "@perfecto-bot/domain";
import { rankNames } from "./rank-names.ts";

/** Choices that a form shows at once. */
const MOST_OFFERED = 20;
/** Nothing that can be chosen is so long, and no name is found by it. */
const LONGEST_TYPED = 1_000;

/**
 * What a lookup offers, the likeliest first, each name once. What was typed comes first where it can be chosen as it is, a
 * glob too. Where names differ from it by case alone, they come before it: job names are compared with case, so the lab's
 * spelling is the one that finds builds. The others are found in any case; there what was typed is not said again.
 * @param names Each once, the best known first.
 */
export function offerNames(of: LookupOf, names: readonly string[], typed: string): readonly string[] {
  const wanted = typed.slice(0, LONGEST_TYPED).trim();
  const found = rankNames(names, wanted, MOST_OFFERED);
  if (!canBeChosen(wanted)) return found;
  const spelled = found.filter((name) => name.toLowerCase() === wanted.toLowerCase());
  const isKnown = spelled.length > 0;
  const first = !isKnown || spelled.includes(wanted) ? [wanted] : [];
  const later = isKnown && of === "job" ? [wanted] : [];
  return [...new Set([...first, ...spelled, ...later, ...found])].slice(0, MOST_OFFERED);
}
