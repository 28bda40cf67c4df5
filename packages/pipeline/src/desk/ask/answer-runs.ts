import {
  countStatuses,
  countWrong,
  filterOfQuestion,
  groupExecutions,
  heatMap,
  heatMapKey,
  matchFilter,
  orderRows,
  testResults,
  understoodAs,
  type AskContext,
  type BuildRun,
  type Execution,
  type ExecutionsQuestion,
  type TestResult,
  type Filter,
} from "@perfecto-bot/domain";
import { withoutAttempts } from "../../plan/of-an-attempt.ts";
import type { RunsAnswer } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { readExecutions } from "./read-executions.ts";

/** Counting needs no list, so more can be counted than listed. */
const MOST_COUNTED = 50_000;
/** Rows that one answer lists. */
const MOST_LISTED = 10_000;

/** `failures` lists the latest attempts that went wrong; `runs` lists and counts everything that ran. */
export async function answerRuns(
  parts: AskParts,
  question: ExecutionsQuestion,
  context: AskContext,
  options: AskOptions,
): Promise<RunsAnswer> {
  const { verb, by, filter: asked } = question;
  const filter = filterOfQuestion(question);
  const scope = verb === "failures" ? withoutAttempts(asked) : asked;
  const request = { window: question.window, askedAtMs: context.nowMs, testMayBeJob: true, filter, scope };
  const reading = await readExecutions(parts, { ...request, cap: MOST_COUNTED }, options);
  const { window, rows: read, total: _kept, marksOf, builds, ...base } = reading;
  const isIn = (wanted: Filter) => (execution: Execution) => matchFilter(wanted, execution, marksOf(execution));
  const counting = (verb === "failures" ? failingOf(await builds(), filter) : read).filter(isIn(asked));
  const rows = counting.filter(isIn(filter));
  const answered = { ...question, window };
  const answer = { ...base, verb, question: answered, understoodAs: understoodAs(answered, context) };
  const counted = { ...answer, counts: countStatuses(counting), total: rows.length };
  if (by === undefined) return { ...counted, rows: rows.slice(0, MOST_LISTED) };
  const groups = groupExecutions(counting, by).filter((group) => verb === "runs" || countWrong(group) > 0);
  const across = heatMapKey(by);
  return { ...counted, rows, groups, ...(across === undefined ? {} : { map: heatMap(counting, across) }) };
}

/**
 * The attempt that counts of each test on each platform in each build. Of a flaky one that passed; where somebody asks for
 * what retries took back, its last failure.
 */
function failingOf(builds: readonly BuildRun[], filter: Filter): readonly Execution[] {
  const wantsFlaky = filter.some(({ key, negated, values }) => key === "is" && !negated && values.includes("flaky"));
  const told = ({ executions, latest, outcome }: TestResult): Execution =>
    (wantsFlaky && outcome === "flaky" ? executions.findLast(({ status }) => status === "FAILED") : undefined) ??
    latest;
  return orderRows(builds.flatMap(({ executions }) => testResults(executions).map(told)));
}
