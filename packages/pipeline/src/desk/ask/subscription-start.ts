import type { SubscriptionStart } from "@perfecto-bot/cards";
import { nameOf, type Filter, type FilterTerm, type Question } from "@perfecto-bot/domain";

/** A question whose answers go on as builds come. */
export type SubscribableQuestion = Exclude<Question, { readonly verb: "test" | "jobs" }>;

/** What to subscribe to, and whether that is all of what the question is about. */
export interface QuestionStart extends SubscriptionStart {
  /** One job is named, and nothing that a subscription cannot say was left out. */
  readonly isComplete: boolean;
}

/** Whether there is something to subscribe to in a question. */
export function canSubscribe(question: Question): question is SubscribableQuestion {
  return question.verb !== "test" && question.verb !== "jobs";
}

/**
 * The subscription that goes on with a question: its job and filter. `failures` are posted for failures only. Build numbers
 * are left out, because what comes has others.
 */
export function subscriptionStart(question: SubscribableQuestion): QuestionStart {
  const { filter } = question;
  const jobs = filter.filter((term) => term.key === "job" && !term.negated);
  const lab = onlyExact(filter.filter(({ key }) => key === "lab"));
  const job = "job" in question ? question.job : onlyValue(jobs);
  const rest = filter.filter(
    (term) =>
      term.key !== "build" &&
      !(term.key === "lab" && lab !== undefined) &&
      !(job !== undefined && !("job" in question) && jobs.includes(term)),
  );
  const hasBuilds = filter.some(({ key }) => key === "build");
  return {
    // Several jobs stay in the filter of a subscription to all of them.
    ...(job === undefined ? (jobs.length === 0 ? {} : { job: "*" }) : { job }),
    ...(lab === undefined ? {} : { lab }),
    filter: rest,
    ...(question.verb === "failures" ? { on: "failures" as const } : {}),
    isComplete: job !== undefined && !hasBuilds && (lab !== undefined || !filter.some(({ key }) => key === "lab")),
  };
}

function onlyValue(terms: readonly FilterTerm[]): string | undefined {
  const [term, ...others] = terms;
  const [value, ...more] = term?.values ?? [];
  return others.length + more.length === 0 ? value : undefined;
}

function onlyExact(terms: Filter): string | undefined {
  const [term] = terms;
  const value = onlyValue(terms);
  return value === undefined || term?.negated === true ? undefined : nameOf(value);
}
