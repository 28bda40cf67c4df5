import type { LeftOut } from "@perfecto-bot/pipeline";
import { WHOLE, type ContentShape, type TeamsContent } from "../render/index.ts";
import type { ContentIn } from "./card-content.ts";
import { calledIn } from "./lesser-shapes.ts";

const WORDS: Readonly<Record<"people" | "pictures" | "detail" | "layout", string>> = {
  people: "Say whom to call anew, with people picked from the list that Teams shows after @.",
  pictures: "Nothing has to be done; what pictures show stands in words too.",
  detail: "Nothing has to be done; the report has all of it.",
  layout: "Tell the people who run the bot.",
};

/** What a message goes without that was sent in a form other than the whole. `because`: why. Pure. */
export function leftOutOf(content: ContentIn, sent: ContentShape, because: string): readonly LeftOut[] {
  const [whole, given] = [content(WHOLE), content(sent)];
  if (JSON.stringify(whole) === JSON.stringify(given)) return [];
  const parts: (keyof typeof WORDS)[] = [];
  if (calledIn(given).length < calledIn(whole).length) parts.push("people");
  if (sent.form === "text") parts.push("layout");
  else {
    if (hasPicture(whole) && !hasPicture(given)) parts.push("pictures");
    const asLarge = content({ ...sent, pictures: hasPicture(given), maxBytes: WHOLE.maxBytes });
    if (JSON.stringify(asLarge) !== JSON.stringify(given)) parts.push("detail");
  }
  return parts.map((part) => ({ part, detail: because, todo: WORDS[part] }));
}

function hasPicture({ card }: TeamsContent): boolean {
  return JSON.stringify(card.body).includes('"data:image/');
}
