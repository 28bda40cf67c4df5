import { conversationKey, parseQuestion, printQuestion, type AskContext, type Question } from "@perfecto-bot/domain";
import type { AnswerNote } from "../../ports/answer-memory.ts";
import type { Asker } from "../../ports/desk.ts";
import type { Answer } from "./answer.ts";

const MINUTE_MS = 60_000;

/** A question that was answered before, in the words and times of its asker. */
export interface NotedQuestion {
  readonly question: Question;
  readonly context: AskContext;
}

/** What to remember of an answer so that asking again means the same: its window, and the builds it was about. */
export function noteOf(answer: Answer, asker: Asker, context: AskContext): AnswerNote {
  const question = pinned(answer);
  return {
    v: 1,
    text: printQuestion(question, context),
    conversation: asker.conversation,
    person: asker.person,
    timeZone: context.timeZone,
    askedAtMs: askedAtMs(question, context),
  };
}

/** The question of a note; undefined where it belongs to another person or another conversation. */
export function questionOf(note: AnswerNote, asker: Asker): NotedQuestion | undefined {
  const isOwn =
    note.person === asker.person && conversationKey(note.conversation) === conversationKey(asker.conversation);
  if (!isOwn) return undefined;
  const context = { nowMs: note.askedAtMs, timeZone: note.timeZone };
  const read = parseQuestion(note.text, context);
  return read.kind === "understood" ? { question: read.command, context } : undefined;
}

function pinned(answer: Answer): Question {
  switch (answer.verb) {
    case "build": {
      const { question, build } = answer;
      return build?.ref.kind === "job"
        ? { ...question, job: build.ref.job, number: String(build.ref.number) }
        : question;
    }
    case "compare": {
      const { question, base, other } = answer;
      if (base?.ref.kind !== "job" || other?.ref.kind !== "job") return question;
      return { ...question, job: other.ref.job, base: String(base.ref.number), other: String(other.ref.number) };
    }
    case "builds":
    case "test":
    case "jobs":
      return answer.question;
    case "failures":
    case "runs":
    case "flaky":
    case "trend":
      return { ...answer.question, windowWasDefaulted: false };
  }
}

/** A window that reaches up to the asking still does so when it is asked again, so that what was read serves both. */
function askedAtMs(question: Question, { nowMs }: AskContext): number {
  if (!("window" in question)) return nowMs;
  const { toMs } = question.window;
  return Math.abs(nowMs - toMs) <= MINUTE_MS ? toMs : nowMs;
}
