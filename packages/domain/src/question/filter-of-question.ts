import type { Filter, FilterTerm } from "../filter.ts";
import type { Question } from "./question.ts";

/**
 * The filter that a question's executions must pass, without its job or window. `failures` adds FAILED or BLOCKED, unless
 * the filter itself names a status, or what a retry or a later build took back (`is:flaky`, `is:recovered`); one that only
 * excludes a status (`-status:blocked`) narrows it further.
 */
export function filterOfQuestion(question: Exclude<Question, { verb: "test" | "jobs" }>): Filter {
  const { verb, filter } = question;
  if (verb !== "failures" || filter.some((term) => !term.negated && namesOutcome(term))) return filter;
  return [{ key: "status", negated: false, values: ["failed", "blocked"] }, ...filter];
}

function namesOutcome({ key, values }: FilterTerm): boolean {
  return key === "status" || (key === "is" && values.some((value) => value === "flaky" || value === "recovered"));
}
