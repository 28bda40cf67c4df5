import { plainLine } from "@perfecto-bot/cards";
import type { Block, Line } from "@perfecto-bot/cards";
import type { RichTextBlockElement, RichTextLink, RichTextText } from "@slack/types";
import { drawRichLine } from "./draw-line.ts";
import { safeUrl } from "./safe-url.ts";

type Table = Extract<Block, { readonly kind: "table" }>;

/** Wider tables would wrap on a phone and lose their columns; then each row is a line of its own. */
const MAX_ALIGNED_WIDTH = 40;
const GAP = "  ";

/**
 * A table as rich text: aligned in a fixed-width font where it is narrow, else one bullet a row with the first cell
 * in bold. Slack's own table block is newer than many clients, and one refused block refuses the message.
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function drawTable({ columns, rows }: Table): RichTextBlockElement[] {
  const widths = columns.map((column, at) => Math.max(width(column), ...rows.map((row) => cellWidth(row[at] ?? []))));
  const total = widths.reduce((sum, each) => sum + each, (columns.length - 1) * GAP.length);
  return total <= MAX_ALIGNED_WIDTH ? drawAligned(columns, rows, widths) : drawRows(columns, rows);
}

function drawAligned(
  columns: readonly string[],
  rows: readonly (readonly Line[])[],
  widths: readonly number[],
): RichTextBlockElement[] {
  const heading = columns.map((column, at) => pad(column, widths[at] ?? 0)).join(GAP);
  const parts: (RichTextText | RichTextLink)[] = [{ type: "text", text: heading.trimEnd() }];
  for (const row of rows) {
    parts.push({ type: "text", text: "\n" });
    for (const at of columns.keys()) {
      const cell = row[at] ?? [];
      for (const run of cell) {
        const url = run.kind === "link" ? safeUrl(run.url) : undefined;
        const text = plainLine([run]);
        parts.push(url === undefined ? { type: "text", text } : { type: "link", url, text });
      }
      const gap = at === columns.length - 1 ? "" : " ".repeat((widths[at] ?? 0) - cellWidth(cell)) + GAP;
      if (gap !== "") parts.push({ type: "text", text: gap });
    }
  }
  return [{ type: "rich_text_preformatted", elements: joinTexts(parts) }];
}

/** Neighbouring texts as one: the same picture in less JSON. */
function joinTexts(parts: readonly (RichTextText | RichTextLink)[]): (RichTextText | RichTextLink)[] {
  const joined: (RichTextText | RichTextLink)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.type === "text" && last?.type === "text")
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

function drawRows(columns: readonly string[], rows: readonly (readonly Line[])[]): RichTextBlockElement[] {
  const items = rows.map((row) =>
    columns.flatMap((column, at) => {
      const cell = row[at] ?? [];
      if (at === 0) return drawRichLine(cell, true);
      return cell.length === 0 ? [] : [{ type: "text" as const, text: ` · ${column}: ` }, ...drawRichLine(cell)];
    }),
  );
  const shown = items.filter((elements) => elements.length > 0);
  if (shown.length === 0) return [];
  return [
    {
      type: "rich_text_list",
      style: "bullet",
      elements: shown.map((elements) => ({ type: "rich_text_section", elements })),
    },
  ];
}

/** Columns that a text takes in a fixed-width font, wide East Asian characters and emoji counted twice. */
function width(text: string): number {
  let columns = 0;
  for (const character of text)
    columns += /[\p{Mn}\p{Cf}]/u.test(character)
      ? 0
      : /[\u1100-\u115F\u2E80-\uFF60\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u.test(character)
        ? 2
        : 1;
  return columns;
}

function cellWidth(cell: Line): number {
  return width(plainLine(cell));
}

function pad(text: string, columns: number): string {
  return text + " ".repeat(columns - width(text));
}
