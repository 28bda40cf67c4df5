/** How a piece of text looks; names as `node:util`'s styleText has them. */
export type Tone = "bold" | "dim" | "italic" | "underline" | "strikethrough" | "red" | "green" | "yellow" | "cyan";

/** A piece of a line that looks the same all over. */
export interface Span {
  readonly text: string;
  readonly tones?: readonly Tone[];
}

/** A line of any length, before it is fitted to a width. */
export interface DrawnLine {
  readonly spans: readonly Span[];
  /** Stands before the line, such as "• "; where the line wraps, spaces of the same width continue it. */
  readonly prefix?: string | Span;
  /** Cut off with "…" instead of wrapped. */
  readonly cut?: boolean;
}

// Control characters would steer the terminal, marks of direction would turn the rest of the line around.
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu;
// Terminals disagree on the width of a text sign that a variation selector turns into a picture.
const SELECTORS = /[\uFE0E\uFE0F]/gu;

/** A span of foreign text: what would steer the terminal is taken out, tabs and line breaks become a space. */
export function span(text: string, ...tones: readonly Tone[]): Span {
  const clean = text
    .replace(/[\t\r\n]+/gu, " ")
    .replace(STEERING, "")
    .replace(SELECTORS, "");
  return tones.length === 0 ? { text: clean } : { text: clean, tones };
}

/** A line of spans, or of a text in one tone. */
export function line(...spans: readonly (Span | string)[]): DrawnLine {
  return { spans: spans.map((each) => (typeof each === "string" ? span(each) : each)) };
}

/** The line without its looks. */
export function plainText({ prefix = "", spans }: DrawnLine): string {
  return (typeof prefix === "string" ? prefix : prefix.text) + spans.map(({ text }) => text).join("");
}

/** The lines with spaces before each. */
export function indent(lines: readonly DrawnLine[], by: string): readonly DrawnLine[] {
  return lines.map((each) => {
    const { prefix = "" } = each;
    return { ...each, prefix: typeof prefix === "string" ? by + prefix : { ...prefix, text: by + prefix.text } };
  });
}

/** The spans with further tones. */
export function toned(spans: readonly Span[], ...tones: readonly Tone[]): readonly Span[] {
  return spans.map((each) => ({ ...each, tones: [...(each.tones ?? []), ...tones] }));
}

/** Spans with "\n" spans between them as lines of spans. */
export function splitLines(spans: readonly (Span | "newline")[]): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  for (const each of spans) {
    if (each === "newline") lines.push([]);
    else lines.at(-1)?.push(each);
  }
  return lines;
}

/** Foreign text of several lines as spans and line breaks, all in the same tones. */
export function spansOf(text: string, ...tones: readonly Tone[]): readonly (Span | "newline")[] {
  return text
    .split(/\r?\n/u)
    .flatMap((each, index) => [
      ...(index === 0 ? [] : ["newline" as const]),
      ...(each === "" ? [] : [span(each, ...tones)]),
    ]);
}
