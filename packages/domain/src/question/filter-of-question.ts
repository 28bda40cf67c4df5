import type { Filter } from "../filter.ts";
import type { Question } from "./question.ts";

/**
 * The filter that a question's executions must pass, without its job or window. `failures` adds FAILED or BLOCKED, unless
 * the filter itself names a status; one that only excludes a status (`-status:blocked`) narrows it further.
 */
export function filterOfQuestion(question: Exclude<Question, { verb: "test" | "jobs" }>): Filter {
  const { verb, filter } = question;
  if (verb !== "failures" || filter.some(({ key, negated }) => key === "status" && !negated)) return filter;
  return [{ key: "status", negated: false, values: ["failed", "blocked"] }, ...filter];
}
