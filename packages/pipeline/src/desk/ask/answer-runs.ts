import {
  countWrong,
  filterOfQuestion,
  groupExecutions,
  heatMap,
  heatMapKey,
  matchFilter,
  understoodAs,
  type AskContext,
  type ExecutionsQuestion,
} from "@perfecto-bot/domain";
import type { RunsAnswer } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { readExecutions } from "./read-executions.ts";

/** Counting needs no list, so more can be counted than listed. */
const MOST_COUNTED = 50_000;

/** `failures`, `runs`. */
export async function answerRuns(
  parts: AskParts,
  question: ExecutionsQuestion,
  context: AskContext,
  options: AskOptions,
): Promise<RunsAnswer> {
  const { verb, by, filter: scope } = question;
  const filter = filterOfQuestion(question);
  const asked = { window: question.window, askedAtMs: context.nowMs, testMayBeJob: true };
  // Counted by a key, what passed is read too: 3 failed of 4 is worse than 3 of 400.
  const request = by === undefined ? { ...asked, filter, scope } : { ...asked, filter: scope, cap: MOST_COUNTED };
  const { window, ...read } = await readExecutions(parts, request, options);
  const answered = { ...question, window };
  const base = { verb, question: answered, understoodAs: understoodAs(answered, context), ...read };
  if (by === undefined) return base;
  const rows = read.rows.filter((execution) => matchFilter(filter, execution));
  const groups = groupExecutions(read.rows, by).filter((group) => verb === "runs" || countWrong(group) > 0);
  const across = heatMapKey(by);
  const map = across === undefined ? {} : { map: heatMap(read.rows, across) };
  return { ...base, rows, total: rows.length, groups, ...map };
}
