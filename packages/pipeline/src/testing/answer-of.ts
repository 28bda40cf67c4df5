import { parseQuestion } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { answerQuestion } from "../desk/ask/answer-question.ts";
import type { Answer } from "../desk/ask/answer.ts";
import type { AskParts } from "../desk/ask/ask-parts.ts";

type AnswerTo<Verb, One extends Answer = Answer> = One extends Answer
  ? Verb extends One["verb"]
    ? One
    : never
  : never;

/** What is known in answer to these words, at nine. @throws {TypeError} where they are no question, or not of this verb */
export async function answerOf<Verb extends Answer["verb"]>(
  parts: AskParts,
  verb: Verb,
  words: string,
): Promise<AnswerTo<Verb>>;
export async function answerOf(parts: AskParts, verb: string, words: string): Promise<Answer> {
  const context = { nowMs: NINE, timeZone: "UTC" };
  const read = parseQuestion(`${verb} ${words}`, context);
  if (read.kind === "mistaken") throw new TypeError(read.mistakes.map(({ message }) => message).join());
  const answer = await answerQuestion(parts, read.command, context);
  if (answer.verb !== verb) throw new TypeError(`${answer.verb} is not ${verb}`);
  return answer;
}
