import { findVerb, unknownVerb } from "../language/find-verb.ts";
import { mistakeAt, shownChoice } from "../language/mistake.ts";
import { mistaken } from "../language/reading.ts";
import { tokenize } from "../language/tokenize.ts";
import type { Reading } from "../language/verb.ts";
import type { AskContext, Question } from "./question.ts";
import { QUESTION_VERBS } from "./question-verbs.ts";

const VERB_LIST = Object.values(QUESTION_VERBS);
const FIRST_WORD = /[^\s\u200B]+/;

/**
 * Understands what a person asked; or gives every mistake in the text, in the order of their places.
 *
 * Pure: what it means depends on the text and the context alone, never on the machine's clock or zone. Never throws;
 * linear in the length of the text.
 */
export function parseQuestion(text: string, context: AskContext): Reading<Question> {
  const first = FIRST_WORD.exec(text);
  if (first === null) {
    const names = VERB_LIST.map(({ name }) => name);
    return mistaken([mistakeAt({ at: 0, length: text.length }, `a question starts with ${shownChoice(names)}`)]);
  }
  const [word] = first;
  const at = first.index + word.length;
  const verb = findVerb(word, VERB_LIST);
  if (verb === undefined) {
    const unknown = unknownVerb(word, { at: first.index, length: word.length }, VERB_LIST);
    return mistaken([unknown, ...tokenize(text, at).mistakes]);
  }
  const reading: Reading<Question> = QUESTION_VERBS[verb].read({ text, at }, context);
  if (reading.kind === "understood") return reading;
  return mistaken(reading.mistakes.toSorted((one, other) => one.at - other.at));
}
