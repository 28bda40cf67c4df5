import type { ButtonAction } from "@perfecto-bot/cards";
import type { Reply } from "@perfecto-bot/pipeline";
import { isDirect, type AnswerWay } from "./answer-way.ts";

/** Buttons of an answer. What they bring leaves the answer where it is, unless it says otherwise. */
const OF_ANSWERS: ReadonlySet<ButtonAction> = new Set([
  "answer-more",
  "answer-first",
  "answer-share",
  "answer-subscribe",
]);

/** Buttons that turn the pages of an answer. */
const TURNS_PAGE: ReadonlySet<ButtonAction> = new Set(["answer-more", "answer-first"]);

/**
 * Whether a card takes the place of the message whose button was pressed. Pure. Only of a message that nobody but the
 * presser sees: another one would change for all.
 */
export function takesPlace({ shared, replaces }: Extract<Reply, { kind: "card" }>, way: AnswerWay): boolean {
  const { pressed } = way;
  if (shared || pressed === undefined) return false;
  if (replaces !== undefined) return replaces && isPrivate(way);
  return pressed.isEphemeral && !OF_ANSWERS.has(pressed.action);
}

/** Whether even the progress of what was asked for stands where the pressed message stood. Pure. */
export function progressTakesPlace(way: AnswerWay): boolean {
  return way.responseUrl !== undefined && isPrivate(way) && TURNS_PAGE.has(way.pressed?.action ?? "help");
}

function isPrivate(way: AnswerWay): boolean {
  return way.pressed !== undefined && (way.pressed.isEphemeral || isDirect(way));
}
