import type { Mistake } from "@perfecto-bot/domain";
import { paint } from "./terminal/paint.ts";
import { plainLine } from "./terminal/plain-text.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { headOf, textWidth } from "./terminal/text-width.ts";

const INDENT = "  ";
/** The share of a line in which the text before a mistake stays visible where not all of it fits. */
const SHARE_BEFORE = 1 / 4;

/** Every mistake in a question: the text, the place underlined, and what to write instead. Ends with a line end. */
export function mistakesText(
  text: string,
  mistakes: readonly Mistake[],
  { columns, isDecorated }: Pick<Terminal, "columns" | "isDecorated">,
): string {
  const count = mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`;
  const shown = text.replace(/[\s\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, " ");
  const lines = mistakes.flatMap((mistake) => {
    const { excerpt, mark } = underline(shown, mistake, columns - INDENT.length);
    return [
      "",
      INDENT + excerpt,
      INDENT + (isDecorated ? mark.replace(/\^+/, (carets) => paint(carets, "bad")) : mark),
      INDENT + plainLine(mistake.message),
    ];
  });
  return [`The question has ${count}:`, ...lines].map((line) => `${line}\n`).join("");
}

/** The part of a text around a place, and carets below the place. */
function underline(
  text: string,
  { at, length }: Mistake,
  columns: number,
): { readonly excerpt: string; readonly mark: string } {
  const isLong = textWidth(text) > columns;
  const from = isLong ? startOf(text, at, Math.floor(columns * SHARE_BEFORE)) : 0;
  const before = (from > 0 ? "…" : "") + text.slice(from, at);
  const whole = before + text.slice(at);
  const excerpt = textWidth(whole) > columns ? `${headOf(whole, columns - 1)}…` : whole;
  const indent = textWidth(before);
  const marked = Math.max(1, Math.min(textWidth(text.slice(at, at + length)), columns - indent));
  return { excerpt: excerpt.trimEnd(), mark: " ".repeat(indent) + "^".repeat(marked) };
}

/** A whole word's start, not far before a place. */
function startOf(text: string, at: number, most: number): number {
  if (at <= most) return 0;
  const blank = text.indexOf(" ", at - most);
  return blank >= 0 && blank < at ? blank + 1 : at;
}
