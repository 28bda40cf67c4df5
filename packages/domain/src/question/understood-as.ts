import type { Filter, FilterKey } from "../filter.ts";
import { describeFilter, describeValues } from "./describe-filter.ts";
import { describeWindow } from "./describe-window.ts";
import { filterOfQuestion } from "./filter-of-question.ts";
import { printQuoted } from "./print-quoted.ts";
import type { AskContext, CompareQuestion, ExecutionsQuestion, Question } from "./question.ts";
import type { TimeWindow } from "./time-window.ts";

/**
 * The first line of an answer: how the question was understood, with every term of it. Plain text on one line, in the
 * asker's zone: "FAILED or BLOCKED executions of Nightly*, iOS only, 22 Nov 14:05 to 23 Nov 14:05 CET".
 */
export function understoodAs(question: Question, context: AskContext): string {
  switch (question.verb) {
    case "failures":
    case "runs":
      return sentence(describeExecutions(question), describeScope(question, "24 h", context));
    case "build":
      return sentence(
        question.number === undefined
          ? `Latest build of ${printQuoted(question.job)}`
          : `Build ${question.number} of ${printQuoted(question.job)}`,
        describeFilter(question.filter),
      );
    case "builds":
      return sentence(
        `${question.last === 1 ? "Latest build" : `Latest ${question.last} builds`} of ${printQuoted(question.job)}`,
        describeFilter(question.filter),
      );
    case "compare":
      return sentence(describeComparison(question), describeFilter(question.filter));
    case "test":
      return `Test ${printQuoted(question.about)}`;
    case "jobs":
      return question.pattern === undefined ? "All jobs" : `Jobs named ${printQuoted(question.pattern)}`;
    case "flaky":
      return sentence("Flaky tests", [
        ...describeFilter(question.filter),
        ...describeScope(question, "7 days", context),
      ]);
    case "trend":
      return sentence(`Trend of ${printQuoted(question.job)}`, [
        ...describeFilter(question.filter),
        ...describeScope(question, "14 days", context),
      ]);
  }
}

/** "FAILED executions of Nightly, iOS only": a first status and a first job belong to what is counted. */
function describeExecutions(question: ExecutionsQuestion): string {
  const filter = filterOfQuestion(question);
  const status = filter.find(({ key, negated }) => key === "status" && !negated);
  const job = filter.find(({ key, negated }) => key === "job" && !negated);
  const others: Filter = filter.filter((term) => term !== status && term !== job);
  const what = status === undefined ? "All executions" : `${describeValues(status)} executions`;
  const ofJob = job === undefined ? "" : ` of ${describeValues(job)}`;
  return sentence(what + ofJob, describeFilter(others));
}

function describeScope(
  {
    window,
    windowWasDefaulted,
    by,
  }: { readonly window: TimeWindow; readonly windowWasDefaulted: boolean; readonly by?: FilterKey },
  defaultLength: string,
  context: AskContext,
): readonly string[] {
  const defaulted = windowWasDefaulted ? ` (${defaultLength}, as no window was named)` : "";
  return [describeWindow(window, context) + defaulted, ...(by === undefined ? [] : [`counted by ${by}`])];
}

function describeComparison({ job, base, other }: CompareQuestion): string {
  const named = printQuoted(job);
  if (other === undefined) return `The two latest builds of ${named}`;
  return base === undefined
    ? `Build ${other} of ${named} and the one before`
    : `Builds ${base} and ${other} of ${named}`;
}

function sentence(first: string, others: readonly string[]): string {
  return [first, ...others].join(", ");
}
