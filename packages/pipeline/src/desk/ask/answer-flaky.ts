import { findFlaky, understoodAs, type AskContext, type FlakyQuestion } from "@perfecto-bot/domain";
import type { FlakyAnswer } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { readExecutions } from "./read-executions.ts";

const MOST_JUDGED = 50_000;

/** `flaky`. */
export async function answerFlaky(
  parts: AskParts,
  question: FlakyQuestion,
  context: AskContext,
  options: AskOptions,
): Promise<FlakyAnswer> {
  const { filter } = question;
  const asked = { window: question.window, askedAtMs: context.nowMs };
  const request = { ...asked, filter, cap: MOST_JUDGED, testMayBeJob: true };
  const { window, rows, builds, coverage, labs, examined, nearestJob } = await readExecutions(parts, request, options);
  const answered = { ...question, window };
  return {
    verb: "flaky",
    question: answered,
    understoodAs: understoodAs(answered, context),
    coverage,
    labs,
    examined,
    ...(nearestJob === undefined ? {} : { nearestJob }),
    findings: findFlaky(rows, await builds()),
  };
}
