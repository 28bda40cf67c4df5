import { text } from "@perfecto-bot/cards";
import type { Block, Card } from "@perfecto-bot/cards";
import { renderCard } from "../render-card.ts";
import type { CardElement } from "../teams-content.ts";

/** A small card to vary. */
export function cardOf(parts: Partial<Card>): Card {
  return {
    kind: "build",
    status: "failed",
    title: [text("t: 1 failed")],
    body: [],
    buttons: [],
    fallback: "t",
    ...parts,
  };
}

/** What a block becomes, below the title. */
export function drawn(block: Block): readonly CardElement[] {
  return renderCard(cardOf({ body: [block] })).card.body.slice(1);
}
