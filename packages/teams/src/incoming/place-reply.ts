import type { ButtonAction, Card } from "@perfecto-bot/cards";
import type { Reply } from "@perfecto-bot/pipeline";
import type { Submission } from "../render/index.ts";
import type { PlaceKind } from "./activity.ts";

/**
 * How the answer to a pressed button is shown. `inView`: in the place of the pressed card, for the presser alone;
 * `sentence`: beside the card, for the presser alone; `post`: as a message. Several are possible at once.
 */
export interface Showing {
  readonly inView: "card" | "sentence";
  readonly post: boolean;
}

/** Buttons of cards that are about what the answer is about, so that the answer may stand where they stood. */
const MAY_REPLACE: ReadonlySet<ButtonAction> = new Set([
  "subscription-edit",
  "subscription-pause",
  "subscription-resume",
  "subscription-remove",
  "subscription-restore",
  "mute-end",
  "help",
  "answer-more",
  "answer-first",
]);

/**
 * Where a card that answers a button or form goes. Pure. What everybody should see is posted. A form gives way to its
 * result. A notice never takes the place of a card, and nothing takes the place of a build or a failure: its presser
 * would no longer see it. What the desk says itself about the card's place holds. A longer private answer is a message where the chat is private anyway.
 */
export function placeReply(
  { card, shared, replaces }: Extract<Reply, { kind: "card" }>,
  submission: Submission,
  placeKind: PlaceKind,
): Showing {
  if (submission.kind === "form") return { inView: isShort(card) && !shared ? "sentence" : "card", post: shared };
  if (replaces === true) return { inView: "card", post: shared };
  if (isShort(card)) return { inView: "sentence", post: shared };
  if (replaces === undefined && MAY_REPLACE.has(submission.action)) return { inView: "card", post: shared };
  return { inView: "sentence", post: shared || placeKind === "personal" };
}

function isShort({ kind }: Card): boolean {
  return kind === "notice" || kind === "mistakes";
}
