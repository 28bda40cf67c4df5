import type { IContainer, IRichTextBlock } from "@microsoft/teams.cards";
import { literalText } from "./literal-text.ts";

const NO_BREAK_SPACE = "\u00A0";
const MOST_LINES = 60;

/**
 * Preformatted text: one block of rich text a line in a fixed-width font, because line breaks within a block are not
 * the same in every client, with spaces that none of them joins. The vendor's own code block is unknown to phones.
 * @see https://adaptivecards.io/explorer/TextRun.html
 */
export function drawCode(text: string): IContainer {
  const lines = text.split("\n");
  const shown = lines.slice(0, MOST_LINES);
  const cut = lines.length - shown.length;
  return {
    type: "Container",
    style: "emphasis",
    items: [...shown, ...(cut > 0 ? [`… ${cut} more lines`] : [])].map(drawCodeLine),
  };
}

function drawCodeLine(line: string, at: number): IRichTextBlock {
  const kept = line
    .replaceAll("\t", "    ")
    .replace(/^ | (?= )| $/g, NO_BREAK_SPACE)
    .trimEnd();
  const text = literalText(kept === "" ? NO_BREAK_SPACE : kept);
  return {
    type: "RichTextBlock",
    ...(at === 0 ? {} : { spacing: "None" }),
    inlines: [{ type: "TextRun", text, fontType: "Monospace", size: "Small" }],
  };
}
