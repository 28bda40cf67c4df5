import { replaceMentions, text } from "@perfecto-bot/cards";
import type { PlacedCard } from "../pictures/placed-card.ts";
import { renderCard, textOnly, type SlackContent } from "../render/index.ts";
import { LIMITS } from "../render/limits.ts";
import type { Shape } from "../web-api/remedies.ts";

type ContentShape = Pick<Shape, "textOnly" | "pictures"> & Partial<Pick<Shape, "calls" | "smaller">>;

/** A card in the form that is left to try. */
export function contentOf(
  { card, pictures }: PlacedCard,
  { textOnly: bare, pictures: shown, calls = "all", smaller = false }: ContentShape,
): SlackContent {
  const quiet = calls === "all" ? card : withoutCalls(card, calls);
  if (bare) return textOnly(quiet);
  return renderCard(quiet, shown ? pictures?.of : undefined, smaller ? LIMITS.blocksJsonSmaller : LIMITS.blocksJson);
}

/** Whoever reads it must see that nobody's phone rang. */
function withoutCalls(card: PlacedCard["card"], calls: "named" | "none"): PlacedCard["card"] {
  return replaceMentions(card, (mention) => {
    if (mention.kind === "here") return text("@here (not called)");
    return calls === "named" ? { kind: "mention", mention } : text("somebody (not called)");
  });
}
