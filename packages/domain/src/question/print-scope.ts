import type { FilterKey } from "../filter.ts";
import { printFilter } from "../language/print-filter.ts";
import { printWindow } from "./print-window.ts";
import type { AskContext, WindowedQuestion } from "./question.ts";

/** Filter, key to count by and window, as they would be typed. */
export function printScope(question: WindowedQuestion & { readonly by?: FilterKey }, context: AskContext): string {
  const { filter, window, windowWasDefaulted, by } = question;
  return joinWords(
    printFilter(filter),
    by === undefined ? "" : `by:${by}`,
    windowWasDefaulted ? "" : printWindow(window, context),
  );
}

/** Texts that are there, with a space between them. */
export function joinWords(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join(" ");
}
