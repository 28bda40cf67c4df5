import type { Block } from "../card.ts";
import type { AnswerPage } from "./answer-card.ts";

/** A picture of what an answer tells, or why there is none. */
export type AnswerPicture<Reason extends string> =
  | { readonly kind: "drawn"; readonly block: Extract<Block, { readonly kind: "picture" }> }
  | { readonly kind: "none"; readonly reason: Reason };

/** The picture as it stands in an answer's body; only the first screen of an answer has one. */
export function pictureBlocks(picture: AnswerPicture<string>, page: AnswerPage | undefined): readonly Block[] {
  return picture.kind === "drawn" && (page?.number ?? 1) === 1 ? [picture.block] : [];
}
