import { noticeCard, text, type Card, type Line } from "@perfecto-bot/cards";
import type { Reply } from "../ports/desk.ts";

/** An answer for the asker alone. */
export function privately(card: Card): Reply {
  return { kind: "card", card, shared: false };
}

/** An answer that everybody in the conversation should see, because it changes what they get. */
export function openly(card: Card): Reply {
  return { kind: "card", card, shared: true };
}

/** Says what could not be done and what to do instead. */
export function refusal(title: string, ...details: readonly Line[]): Reply {
  return privately(noticeCard("warning", [text(title)], details));
}
