import { sayMore, text } from "@perfecto-bot/cards";
import type { Block, Line, PictureOf } from "@perfecto-bot/cards";
import type { KnownBlock, RichTextBlockElement, RichTextElement, RichTextSection } from "@slack/types";
import { plainText } from "./draw-buttons.ts";
import { drawContextLine, drawRichLine } from "./draw-line.ts";
import { drawTable } from "./draw-table.ts";
import { LIMITS } from "./limits.ts";

/** Every block of a body but an item, which has buttons. */
type PlainBlock = Exclude<Block, { readonly kind: "item" }>;

const BAR_CELLS = 12;
/** The id of a file that was uploaded. @see https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object */
const UPLOADED_FILE = /^F[A-Z0-9]+$/;

/**
 * One tidied block of a card as Slack blocks: rich text wherever words are foreign, because there they are literal.
 * `pictureOf` gives the ids of uploaded files; what does not look like one is left out.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export function drawBlock(block: PlainBlock, pictureOf: PictureOf): KnownBlock[] {
  switch (block.kind) {
    case "text":
      return drawText(block.line, block.subtle === true);
    case "facts":
      return richText([
        section(
          joinLines(
            block.facts.map(({ label, value }) => [{ kind: "text", text: `${label}: `, style: "bold" }, ...value]),
          ),
        ),
      ]);
    case "list":
      return drawList(block);
    case "code":
      return richText([{ type: "rich_text_preformatted", elements: [{ type: "text", text: block.text }] }]);
    case "progress":
      return drawLines([[text(progressText(block))]]);
    case "picture": {
      const id = pictureOf(block.picture);
      if (id === undefined || !UPLOADED_FILE.test(id)) return [];
      return [{ type: "image", slack_file: { id }, alt_text: plainText(block.alt, LIMITS.imageAlt, "Picture").text }];
    }
    case "table":
      return richText(drawTable(block));
    case "divider":
      return [{ type: "divider" }];
  }
}

/** Lines as one piece of rich text. */
export function drawLines(lines: readonly Line[]): KnownBlock[] {
  return richText([section(joinLines(lines))]);
}

function drawText(line: Line, subtle: boolean): KnownBlock[] {
  const context = subtle ? drawContextLine(line) : undefined;
  return context === undefined ? drawLines([line]) : [{ type: "context", elements: [context] }];
}

function drawList({ title, rows, more }: Extract<Block, { readonly kind: "list" }>): KnownBlock[] {
  const elements: RichTextBlockElement[] = [];
  if (title !== undefined) elements.push(section([{ type: "text", text: title, style: { bold: true } }]));
  if (rows.length > 0)
    elements.push({ type: "rich_text_list", style: "bullet", elements: rows.map((row) => section(drawRichLine(row))) });
  if (more !== undefined && more.count > 0) {
    const label = sayMore(more.count, rows.length);
    elements.push(
      section(drawRichLine([more.url === undefined ? text(label) : { kind: "link", text: label, url: more.url }])),
    );
  }
  return richText(elements);
}

/** "▰▰▰▰▰▰▱▱▱▱▱▱ 84 of ~120 · 3 failed": the label says it all, the bar only shows it. */
function progressText({ done, total, label }: Extract<Block, { readonly kind: "progress" }>): string {
  if (!(total > 0) || !(done >= 0) || !Number.isFinite(total)) return label;
  const full = Math.min(BAR_CELLS, Math.floor((done / total) * BAR_CELLS));
  return `${"▰".repeat(full)}${"▱".repeat(BAR_CELLS - full)} ${label}`.trimEnd();
}

/** Lines below each other in one section: line breaks within a section look the same in every client. */
function joinLines(lines: readonly Line[]): RichTextElement[] {
  return lines.flatMap((line, at) => [
    ...(at === 0 ? [] : [{ type: "text" as const, text: "\n" }]),
    ...drawRichLine(line),
  ]);
}

function section(elements: RichTextElement[]): RichTextSection {
  return { type: "rich_text_section", elements };
}

function richText(elements: RichTextBlockElement[]): KnownBlock[] {
  const filled = elements.filter((element) => element.elements.length > 0);
  return filled.length === 0 ? [] : [{ type: "rich_text", elements: filled }];
}
