import type { AskContext, Question, QuestionByVerb, QuestionVerbName } from "./question.ts";
import { QUESTION_VERBS } from "./question-verbs.ts";

/**
 * A question as it would be typed, in one canonical form in the asker's zone; parsing it in the same context gives the same
 * question. Windows are exact, and left out where they were.
 */
export function printQuestion(question: Question, context: AskContext): string {
  return [question.verb, printArguments(question.verb, question, context)].filter((text) => text !== "").join(" ");
}

function printArguments<Name extends QuestionVerbName>(
  verb: Name,
  question: QuestionByVerb[Name],
  context: AskContext,
): string {
  return QUESTION_VERBS[verb].print(question, context);
}
