import { parseFilter } from "../../language/parse-filter.ts";
import { mistaken, understood } from "../../language/reading.ts";
import type { Reading, Tail } from "../../language/verb.ts";
import type { AskContext, ExecutionsQuestion } from "../question.ts";
import { almostWindows, readScope } from "../read-scope.ts";
import { BY } from "../take-by.ts";

const DAY_MS = 86_400_000;

/** Reads `[filter] [window] [by:<key>]`; without a window it is the last 24 hours. */
export function readExecutions<Name extends "failures" | "runs">(
  verb: Name,
  tail: Tail,
  context: AskContext,
): Reading<ExecutionsQuestion<Name>> {
  const { window, windowWasDefaulted, by, rest, mistakes } = readScope(tail, context, DAY_MS);
  const terms = parseFilter(rest, [BY]);
  const all = [...mistakes, ...almostWindows(rest), ...terms.mistakes];
  if (all.length > 0) return mistaken(all);
  return understood({ verb, filter: terms.filter, window, windowWasDefaulted, ...(by && { by }) });
}
