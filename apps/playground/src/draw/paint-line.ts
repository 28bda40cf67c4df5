import { styleText } from "node:util";
import type { Span } from "./drawn-line.ts";

/** The spans as text for a terminal, with or without colours. */
export function paintSpans(spans: readonly Span[], colours: boolean): string {
  return spans
    .map(({ text, tones = [] }) =>
      colours && tones.length > 0 ? styleText([...tones], text, { validateStream: false }) : text,
    )
    .join("");
}
