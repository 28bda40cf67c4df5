import type { Card } from "./card.ts";
import type { Picture } from "./picture.ts";

/** The pictures of a card, from top to bottom. */
export function picturesIn({ body }: Card): readonly Picture[] {
  return body.flatMap((block) => (block.kind === "picture" ? [block.picture] : []));
}
