import { STATUS_MARKS, clampText, cleanText, mentionsIn, plainLine, text, tidyCard } from "@perfecto-bot/cards";
import type { Card } from "@perfecto-bot/cards";
import type { ContentShape } from "./content-shape.ts";
import { drawCalls, drawRichLine } from "./draw-line.ts";
import { LIMITS } from "./limits.ts";
import { literalText } from "./literal-text.ts";
import { MentionBook } from "./mention-book.ts";
import type { NameOf } from "./mention-book.ts";
import { finishCard } from "./finish-card.ts";
import { STATUS_SIGNS } from "./status-sign.ts";
import type { TeamsContent } from "./teams-content.ts";

/**
 * A card as one line of plain text for the notification: the status icon and the card's fallback.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */
export function summaryOf(card: Card): string {
  return clampText(meaningOf(card).replace(/\s+/g, " "), LIMITS.summary);
}

/** The whole meaning in plain lines: the status icon and the card's fallback, or its title where it has none. */
export function meaningOf(card: Card): string {
  const words = cleanText(card.fallback).trim() || plainLine(tidyCard(card).title).trim();
  // Fallbacks begin with the status as a plain sign; here it is a picture.
  const sign = `${STATUS_MARKS[card.status].sign} `;
  const said = words.startsWith(sign) ? words.slice(sign.length) : words;
  return clampText(literalText(`${STATUS_SIGNS[card.status].icon} ${said}`), LIMITS.fallbackText);
}

/**
 * A card in its smallest form, for when Teams refuses the other: its meaning in plain lines, and whom it calls,
 * because a page must reach them in every form; but not those whom Teams refuses to call.
 */
export function textOnly(card: Card, nameOf?: NameOf, uncalled?: ContentShape["uncalled"]): TeamsContent {
  const book = new MentionBook(nameOf, uncalled);
  const lines = meaningOf(card).split(/\n+/);
  const body = [
    ...lines.flatMap((line) => drawRichLine([text(line)], book)),
    ...drawCalls(mentionsIn(tidyCard(card)), book),
  ];
  return { summary: summaryOf(card), card: finishCard(body, [], meaningOf(card), book) };
}
