import type { Card, PictureOf } from "@perfecto-bot/cards";
import { renderCard, textOnly, type ContentShape, type NameOf, type TeamsContent } from "../render/index.ts";

/** What is posted, in the form that is left to try. */
export type ContentIn = (shape: ContentShape) => TeamsContent;

/** A card in every form. */
export function cardContent(card: Card, nameOf?: NameOf, pictureOf?: PictureOf): ContentIn {
  return (shape) =>
    shape.form === "text"
      ? textOnly(card, nameOf, shape.uncalled)
      : renderCard(card, nameOf, shape.pictures ? pictureOf : undefined, shape);
}
