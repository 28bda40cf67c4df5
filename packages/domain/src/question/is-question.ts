import type { Question } from "./question.ts";
import { QUESTION_VERBS } from "./question-verbs.ts";

/** Whether a command asks something. */
export function isQuestion(command: { readonly verb: string }): command is Question {
  return Object.hasOwn(QUESTION_VERBS, command.verb);
}
