import { missingStatusWord, plainLine, shrinkCard, text, tidyCard } from "@perfecto-bot/cards";
import type { Card, PictureOf } from "@perfecto-bot/cards";
import { drawActions } from "./draw-actions.ts";
import { drawBlock } from "./draw-block.ts";
import { drawLine } from "./draw-line.ts";
import { finishCard } from "./finish-card.ts";
import { WHOLE, type ContentShape } from "./content-shape.ts";
import { MentionBook } from "./mention-book.ts";
import type { NameOf } from "./mention-book.ts";
import { STATUS_SIGNS } from "./status-sign.ts";
import type { AdaptiveCardJson, CardElement, TeamsContent } from "./teams-content.ts";
import { meaningOf, summaryOf } from "./text-fallback.ts";

/**
 * A card as a Teams message. Foreign text is shown as it is and cannot format, mention or link. A card that is too
 * large is shrunk ({@link shrinkCard}), never refused. Pure: the same card and names give the same JSON.
 * `nameOf` gives the names that mentions show; without one they show "somebody". `pictureOf` gives data URIs of
 * pictures; they count in the size of the message. `shape`: how large it may be, and who must not be called.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
 */
export function renderCard(
  card: Card,
  nameOf?: NameOf,
  pictureOf: PictureOf = noPicture,
  { maxBytes, uncalled }: Pick<ContentShape, "maxBytes" | "uncalled"> = WHOLE,
): TeamsContent {
  const summary = summaryOf(card);
  const meaning = meaningOf(card);
  const draw = (smaller: Card): TeamsContent => {
    const book = new MentionBook(nameOf, uncalled);
    return { summary, card: drawCard(smaller, meaning, book, pictureOf) };
  };
  return draw(shrinkCard(tidyCard(card), (smaller) => messageBytes(draw(smaller)) <= maxBytes));
}

/** How Teams counts a message: two bytes for each UTF-16 unit. */
export function messageBytes(content: TeamsContent): number {
  return JSON.stringify(content).length * 2;
}

const noPicture: PictureOf = () => undefined;

function drawCard(card: Card, meaning: string, book: MentionBook, pictureOf: PictureOf): AdaptiveCardJson {
  const body: CardElement[] = [drawTitle(card, book)];
  let isDivided = false;
  for (const block of card.body) {
    if (block.kind === "divider") {
      isDivided = true;
      continue;
    }
    const [first, ...others] = drawBlock(block, book, pictureOf);
    if (first === undefined) continue;
    body.push(isDivided ? { ...first, separator: true, spacing: "Medium" } : first, ...others);
    isDivided = false;
  }
  return finishCard(body, drawActions(card.buttons), meaning, book);
}

function drawTitle({ kind, status, title }: Card, book: MentionBook): CardElement {
  const word = missingStatusWord({ kind, status }, plainLine(title));
  const { icon, style } = STATUS_SIGNS[status];
  const sign = text(word === undefined ? `${icon} ` : `${icon} ${word} · `);
  return {
    type: "Container",
    style,
    bleed: true,
    items: drawLine([sign, ...title], book, { size: "Medium", emphasis: true }),
  };
}
