import type { AskContext, Question } from "@perfecto-bot/domain";
import { patientLab } from "../../ask/patient-lab.ts";
import { answerBuild } from "./answer-build.ts";
import { answerBuilds } from "./answer-builds.ts";
import { answerCompare } from "./answer-compare.ts";
import { answerFlaky } from "./answer-flaky.ts";
import { answerJobs } from "./answer-jobs.ts";
import { answerRuns } from "./answer-runs.ts";
import { answerTest } from "./answer-test.ts";
import { answerTrend } from "./answer-trend.ts";
import type { Answer } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";

/**
 * Answers a question from what the labs tell and memory has. A request that fails in a passing way is sent again. A lab that
 * fails all the same, a cap, and an asker who gives up are part of the answer: `coverage` says what is missing and why.
 * Rejects only with what is nobody's fault but the bot's.
 */
export async function answerQuestion(
  parts: AskParts,
  question: Question,
  context: AskContext,
  options: AskOptions = {},
): Promise<Answer> {
  const { labs, now, pause } = parts;
  const patient = new Map([...labs].map(([id, lab]) => [id, patientLab(lab, now, pause)]));
  return answerFrom({ ...parts, labs: patient }, question, context, options);
}

async function answerFrom(
  parts: AskParts,
  question: Question,
  context: AskContext,
  options: AskOptions,
): Promise<Answer> {
  switch (question.verb) {
    case "failures":
    case "runs":
      return answerRuns(parts, question, context, options);
    case "build":
      return answerBuild(parts, question, context, options);
    case "builds":
      return answerBuilds(parts, question, context, options);
    case "compare":
      return answerCompare(parts, question, context, options);
    case "test":
      return answerTest(parts, question, context, options);
    case "jobs":
      return answerJobs(parts, question, context, options);
    case "flaky":
      return answerFlaky(parts, question, context, options);
    case "trend":
      return answerTrend(parts, question, context, options);
  }
}
