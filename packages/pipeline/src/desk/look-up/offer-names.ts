import type { LookupOf } from "@perfecto-bot/cards";
import { canBeChosen, isGlob } from "@perfecto-bot/domain";
import { rankNames } from "./rank-names.ts";

/** Choices that a form shows at once. */
const MOST_OFFERED = 20;
/** Nothing that can be chosen is so long, and no name is found by it. */
const LONGEST_TYPED = 1_000;

/**
 * What a lookup offers, the likeliest first, each name once: chats choose the first by Enter. What was typed can be chosen
 * as it is, too: it comes first where it is a known name or a glob, last where it may be the beginning of one. Where names
 * differ from it by case alone, they come before it: job names are compared with case, so the lab's spelling is the one
 * that finds builds. The others are found in any case; there what was typed is not said again.
 * @param names Each once, the best known first.
 */
export function offerNames(of: LookupOf, names: readonly string[], typed: string): readonly string[] {
  const wanted = typed.slice(0, LONGEST_TYPED).trim();
  const found = rankNames(names, wanted, MOST_OFFERED);
  if (!canBeChosen(wanted)) return found;
  const spelled = found.filter((name) => name.toLowerCase() === wanted.toLowerCase());
  if (spelled.includes(wanted) || isGlob(wanted)) return distinct([wanted, ...spelled, ...found]);
  if (spelled.length > 0) return distinct([...spelled, ...(of === "job" ? [wanted] : []), ...found]);
  return distinct([...found.slice(0, MOST_OFFERED - 1), wanted]);
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].slice(0, MOST_OFFERED);
}
