import {
  buildKey,
  passRates,
  understoodAs,
  type AskContext,
  type Filter,
  type TrendQuestion,
} from "@perfecto-bot/domain";
import type { TrendAnswer } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { readExecutions } from "./read-executions.ts";

const MOST_COUNTED = 50_000;
const TOP_SERIES = 8;

/**
 * `trend`. Which builds there were only the lab knows, so it is asked for all of them at once: that is quicker than asking
 * memory for each.
 */
export async function answerTrend(
  parts: AskParts,
  question: TrendQuestion,
  context: AskContext,
  options: AskOptions,
): Promise<TrendAnswer> {
  const { job, by } = question;
  const filter: Filter = [{ key: "job", negated: false, values: [job] }, ...question.filter];
  const request = { filter, window: question.window, askedAtMs: context.nowMs, cap: MOST_COUNTED };
  const { window, rows, builds, coverage, labs, examined, nearestJob } = await readExecutions(parts, request, options);
  const answered = { ...question, window };
  const rates = passRates(rows, by === undefined ? undefined : { by, top: TOP_SERIES }, await builds());
  const buildUrls = rates.builds.flatMap(({ ref }) => {
    const url = parts.links(ref.lab)?.build(ref);
    return url === undefined ? [] : [[buildKey(ref), url] as const];
  });
  return {
    verb: "trend",
    question: answered,
    understoodAs: understoodAs(answered, context),
    coverage,
    labs,
    examined,
    ...(nearestJob === undefined ? {} : { nearestJob }),
    rates,
    buildUrls: new Map(buildUrls),
  };
}
