import { text, type Button, type Card, type Picture } from "@perfecto-bot/cards";
import type { DrawPicture } from "@perfecto-bot/pipeline";
import { sampleCard } from "./sample-card.ts";

/** A pass rate of two builds; another label makes another picture. */
export function samplePicture(label = "all"): Picture {
  return { kind: "pass-rate", builds: ["#44", "#45"], series: [{ label, rates: [1, 0.5] }] };
}

/** An answer that shows pictures. */
export function picturedCard(
  words: string,
  buttons: readonly Button[] = [],
  pictures: readonly Picture[] = [samplePicture()],
): Card {
  const shown = pictures.map((picture) => ({
    kind: "picture" as const,
    picture,
    alt: "half of them passed",
    weight: "detail" as const,
  }));
  const numbers = { kind: "text" as const, line: [text("50 % passed")], weight: "core" as const };
  return { ...sampleCard(words, buttons), kind: "answer", body: [...shown, numbers] };
}

/** Draws nothing worth looking at. */
export const drawNothing: DrawPicture = async () => ({ png: Uint8Array.of(137, 80, 78, 71), width: 1, height: 1 });
