import type { Place } from "./mistake.ts";

/** A text for tests, with the places that ⟦ and ⟧ enclosed in it. */
export interface MarkedText {
  readonly text: string;
  readonly places: readonly Place[];
}

/** Takes the marks out: "on:⟦falures⟧" is the text "on:falures" with one place. Marks do not nest. */
export function markedText(marked: string): MarkedText {
  const places: Place[] = [];
  let text = "";
  for (const [index, piece] of marked.split(/[⟦⟧]/).entries()) {
    if (index % 2 === 1) places.push({ at: text.length, length: piece.length });
    text += piece;
  }
  return { text, places };
}
