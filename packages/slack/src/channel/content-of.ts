import type { Card } from "@perfecto-bot/cards";
import { renderCard, textOnly, type SlackContent } from "../render/index.ts";
import type { Shape } from "../web-api/with-remedies.ts";

/** A card in the form that is left to try. */
export function contentOf(card: Card, shape: Pick<Shape, "textOnly">): SlackContent {
  return shape.textOnly ? textOnly(card) : renderCard(card);
}
