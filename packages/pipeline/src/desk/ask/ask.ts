import type { AskContext, Question } from "@perfecto-bot/domain";
import { AnswerTooLongError } from "../../ports/answer-memory.ts";
import type { Asker, OnProgress, Reply } from "../../ports/desk.ts";
import type { DeskParts } from "../desk-parts.ts";
import { privately } from "../replies.ts";
import { answerQuestion } from "./answer-question.ts";
import { answerToCard } from "./answer-to-card.ts";
import type { Answer } from "./answer.ts";
import { noteOf } from "./question-note.ts";
import { showProgress } from "./show-progress.ts";
import { canSubscribe } from "./subscription-start.ts";

/** Nobody waits longer; what is known by then is the answer. */
const DEADLINE_MS = 90_000;
const NOTE_TTL_MS = 7 * 24 * 60 * 60_000;

/** Answers a question for the first time, to the asker alone. */
export async function ask(
  parts: DeskParts,
  asker: Asker,
  question: Question,
  context: AskContext,
  onProgress: OnProgress | undefined,
): Promise<Reply> {
  const answer = await answerInTime(parts, question, context, onProgress);
  const noteId = await keepNote(parts, asker, answer, context);
  const note = noteId === undefined ? {} : { noteId };
  const { prefix } = asker;
  return privately(answerToCard(answer, { context, prefix, page: 1, ...note, canSubscribe: canSubscribe(question) }));
}

/** Answers a question before a deadline, with what is known then. */
export async function answerInTime(
  parts: DeskParts,
  question: Question,
  context: AskContext,
  onProgress: OnProgress | undefined,
): Promise<Answer> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), DEADLINE_MS);
  const progress = showProgress(question, context, parts.now, onProgress);
  try {
    return await answerQuestion(parts, question, context, { signal: deadline.signal, onProgress: progress.note });
  } finally {
    progress.stop();
    clearTimeout(timer);
  }
}

/** Without a note an answer has no buttons that need one, which is better than no answer. */
async function keepNote(
  parts: DeskParts,
  asker: Asker,
  answer: Answer,
  context: AskContext,
): Promise<string | undefined> {
  try {
    return await parts.answers.keep(noteOf(answer, asker, context), NOTE_TTL_MS);
  } catch (error) {
    if (!(error instanceof AnswerTooLongError)) parts.onError(error, "keeping a question");
    return undefined;
  }
}
