import {
  globOf,
  printFilter,
  printQuestion,
  type AskContext,
  type FilterKey,
  type FilterTerm,
  type Question,
} from "@perfecto-bot/domain";

/** Another question that may find something. */
export interface SuggestedQuestion {
  /** "In a wider window" */
  readonly why: string;
  /** As it would be typed, without the prefix. */
  readonly command: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Windows that may be suggested, in days; the first that reaches back at least twice as far is. */
const WIDER_DAYS = [3, 7, 14, 30, 90, 365] as const;

/** Filter keys by how few executions a value of theirs usually has, the fewest first. */
const NARROWEST_FIRST: readonly FilterKey[] = [
  "build",
  "test",
  "device",
  "reason",
  "tag",
  "owner",
  "model",
  "browser",
  "platform",
  "os",
  "branch",
  "project",
  "job",
  "status",
  "lab",
];

/** What to ask where nothing was found, the most promising first: the job that was meant, less filter, a wider window. */
export function suggestQuestions(
  question: Question,
  context: AskContext,
  nearestJob: string | undefined,
): readonly SuggestedQuestion[] {
  return [
    ...otherJob(question, context, nearestJob),
    ...lessFilter(question, context),
    ...widerWindow(question, context),
    ...(question.verb === "jobs" && question.pattern !== undefined ? [{ why: "All of them", command: "jobs" }] : []),
    ...("job" in question || question.verb === "test" ? [{ why: "What there is", command: "jobs" }] : []),
  ];
}

function otherJob(
  question: Question,
  context: AskContext,
  nearestJob: string | undefined,
): readonly SuggestedQuestion[] {
  if (nearestJob === undefined) return [];
  const meant = withJob(question, nearestJob);
  return meant === undefined
    ? []
    : [{ why: `If you mean the job ${nearestJob}`, command: printShortly(meant, context) }];
}

/** The question with the job that was meant: in place of the job it names, else of the words it reads as a test's name. */
function withJob(question: Question, job: string): Question | undefined {
  if ("job" in question) return { ...question, job: globOf(job) };
  if (question.verb === "jobs") return { verb: "jobs", pattern: globOf(job) };
  if (question.verb === "test") return undefined;
  const isNamed = question.filter.some(isTermFor("job"));
  const meant: FilterTerm = { key: "job", negated: false, values: [globOf(job)] };
  if (isNamed) return { ...question, filter: question.filter.map((term) => (isTermFor("job")(term) ? meant : term)) };
  const others = question.filter.filter((term) => !isTermFor("test")(term));
  return others.length === question.filter.length ? undefined : { ...question, filter: [meant, ...others] };
}

function isTermFor(key: FilterKey): (term: FilterTerm) => boolean {
  return (term) => term.key === key && !term.negated;
}

function lessFilter(question: Question, context: AskContext): readonly SuggestedQuestion[] {
  if (!("filter" in question) || question.filter.length === 0) return [];
  const [narrowest] = question.filter.toSorted(
    (a, b) => Number(a.negated) - Number(b.negated) || NARROWEST_FIRST.indexOf(a.key) - NARROWEST_FIRST.indexOf(b.key),
  );
  if (narrowest === undefined) return [];
  const filter = question.filter.filter((term) => term !== narrowest);
  const why = `Without ${printFilter([narrowest])}`;
  return [{ why, command: printShortly({ ...question, filter }, context) }];
}

/** As it would be typed; a window that reaches back from now by whole hours as `last 24h`, because that is short to read. */
function printShortly(question: Question, context: AskContext): string {
  if (!("window" in question) || question.windowWasDefaulted) return printQuestion(question, context);
  const { fromMs, toMs } = question.window;
  const hours = (toMs - fromMs) / HOUR_MS;
  if (!Number.isInteger(hours) || cutNow(context) !== toMs) return printQuestion(question, context);
  const withoutWindow = printQuestion({ ...question, windowWasDefaulted: true }, context);
  return `${withoutWindow} last ${hours > 24 && hours % 24 === 0 ? `${hours / 24} days` : `${hours}h`}`;
}

/** Windows are of whole seconds. */
function cutNow({ nowMs }: AskContext): number {
  return Math.floor(nowMs / 1000) * 1000;
}

/** A whole number of days up to now, because that is short to read and to type. */
function widerWindow(question: Question, context: AskContext): readonly SuggestedQuestion[] {
  if (!("window" in question)) return [];
  const reachMs = Math.max(0, cutNow(context) - question.window.fromMs);
  const days = WIDER_DAYS.find((each) => each * DAY_MS >= 2 * reachMs);
  if (days === undefined) return [];
  const withoutWindow = printQuestion({ ...question, windowWasDefaulted: true }, context);
  return [{ why: "In a wider window", command: `${withoutWindow} last ${days} days` }];
}
