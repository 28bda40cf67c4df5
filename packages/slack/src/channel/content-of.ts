import type { PlacedCard } from "../pictures/placed-card.ts";
import { renderCard, textOnly, type SlackContent } from "../render/index.ts";
import type { Shape } from "../web-api/with-remedies.ts";

/** A card in the form that is left to try. */
export function contentOf({ card, pictures }: PlacedCard, shape: Pick<Shape, "textOnly" | "pictures">): SlackContent {
  if (shape.textOnly) return textOnly(card);
  return renderCard(card, shape.pictures ? pictures?.of : undefined);
}
