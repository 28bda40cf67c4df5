import { code, mention, text, type ButtonAction, type Card, type Line } from "@perfecto-bot/cards";
import { parseQuestion, printQuestion, type AskContext, type Question } from "@perfecto-bot/domain";
import type { Asker, OnProgress, Reply } from "../../ports/desk.ts";
import type { DeskParts } from "../desk-parts.ts";
import { privately, refusal } from "../replies.ts";
import { parseCursor } from "./answer-cursor.ts";
import { answerToCard, type Showing } from "./answer-to-card.ts";
import { answerInTime, ask } from "./ask.ts";
import { questionOf } from "./question-note.ts";
import { subscribeToQuestion } from "./subscribe-to-question.ts";
import { canSubscribe } from "./subscription-start.ts";
import { troubleCard } from "./trouble-card.ts";

/** The buttons below answers. */
export type AnswerAction = Extract<ButtonAction, `answer-${string}`>;

/** Stands in the place of an answer's id and asks a question of its own: nobody has to have asked it before. */
export const FAILURES_OF_A_DAY = "failures-24h";

/**
 * Does what a button below an answer asks for. An answer belongs to who asked and where: pressed by somebody else, or
 * elsewhere, it is as good as none.
 */
export async function pressAnswer(
  parts: DeskParts,
  asker: Asker,
  action: AnswerAction,
  subject: string,
  onProgress: OnProgress | undefined,
): Promise<Reply> {
  if (subject === FAILURES_OF_A_DAY) return askAfresh(parts, asker, "failures last 24h", onProgress);
  const cursor = parseCursor(subject);
  const note = cursor && (await parts.answers.recall(cursor.id));
  if (cursor === undefined || note === undefined)
    return refusal("I no longer know this answer", [text("Answers are remembered for 7 days. Please ask again.")]);
  const noted = questionOf(note, asker);
  if (noted === undefined)
    return refusal("This answer is somebody else's", [
      text("Ask for yourself, such as "),
      code(`${asker.prefix} failures`),
    ]);
  const { question, context } = noted;
  const showing = { context, prefix: asker.prefix, page: cursor.page, canSubscribe: canSubscribe(question) };
  switch (action) {
    case "answer-more":
    case "answer-first": {
      const answer = await answerInTime(parts, question, context, onProgress);
      return replacing(answerToCard(answer, { ...showing, noteId: cursor.id }));
    }
    case "answer-share":
      return share(parts, asker, question, showing, subject, onProgress);
    case "answer-subscribe":
      return subscribeToQuestion(parts, asker, question);
  }
}

async function askAfresh(
  parts: DeskParts,
  asker: Asker,
  words: string,
  onProgress: OnProgress | undefined,
): Promise<Reply> {
  const context: AskContext = { nowMs: parts.now(), timeZone: asker.timeZone ?? "UTC" };
  const read = parseQuestion(words, context);
  if (read.kind === "mistaken") throw new TypeError(`no question: ${words}`);
  const reply = await ask(parts, asker, read.command, context, onProgress);
  return reply.kind === "card" ? { ...reply, replaces: true } : reply;
}

/** What is shared has no buttons that belong to one person. Trouble is not worth sharing. */
async function share(
  parts: DeskParts,
  asker: Asker,
  question: Question,
  showing: Showing,
  subject: string,
  onProgress: OnProgress | undefined,
): Promise<Reply> {
  const answer = await answerInTime(parts, question, showing.context, onProgress);
  const trouble = troubleCard(answer, showing);
  if (trouble !== undefined) return privately(trouble);
  const card = answerToCard(answer, { ...showing, canSubscribe: false });
  const said = printQuestion(
    "window" in question ? { ...question, windowWasDefaulted: true } : question,
    showing.context,
  );
  const asked: Line = [mention({ kind: "user", id: asker.person }), text(" asked: "), code(said)];
  return { kind: "card", card: headed(card, asked, `Asked: ${said}`), shared: true, key: `answer/${subject}` };
}

function headed(card: Card, line: Line, plain: string): Card {
  const [verdict = "", ...rest] = card.fallback.split("\n");
  return {
    ...card,
    body: [{ kind: "text", line, weight: "core" }, ...card.body],
    fallback: [verdict, plain, ...rest].join("\n"),
  };
}

function replacing(card: Card): Reply {
  return { kind: "card", card, shared: false, replaces: true };
}
