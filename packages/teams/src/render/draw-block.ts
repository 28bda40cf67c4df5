import { bold, clampText, sayMore, text } from "@perfecto-bot/cards";
import type { Block, Line, PictureOf } from "@perfecto-bot/cards";
import { drawActions } from "./draw-actions.ts";
import { drawCode } from "./draw-code.ts";
import { drawColumns } from "./draw-columns.ts";
import { drawLine } from "./draw-line.ts";
import { drawTable } from "./draw-table.ts";
import { LIMITS } from "./limits.ts";
import { literalText } from "./literal-text.ts";
import type { MentionBook } from "./mention-book.ts";
import type { CardElement } from "./teams-content.ts";

const BAR_CELLS = 12;
/** A drawn picture within the card itself: nothing else may be fetched on a reader's behalf. */
const DRAWN_PNG = /^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/;
/** Pixels of a label's column: as wide as its longest label needs, and never so wide that a phone has no room beside it. */
const LABEL = { perCharacter: 8, least: 64, most: 128 } as const;

/**
 * One tidied block of a card as elements of Adaptive Cards 1.5, in one column. `pictureOf` gives data URIs of PNG files; anything
 * else is left out.
 * @see https://adaptivecards.io/explorer/Image.html (data URIs)
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
 */
export function drawBlock(
  block: Exclude<Block, { readonly kind: "divider" }>,
  book: MentionBook,
  pictureOf: PictureOf,
): CardElement[] {
  switch (block.kind) {
    case "text":
      return drawLine(block.line, book, block.subtle === true ? { subtle: true, size: "Small" } : {});
    case "facts":
      return drawFacts(block, book);
    case "list":
      return drawList(block, book);
    case "code":
      return [drawCode(block.text)];
    case "progress":
      return drawLine([text(progressText(block))], book);
    case "picture": {
      const url = pictureOf(block.picture);
      if (url === undefined || !DRAWN_PNG.test(url)) return [];
      const altText = clampText(literalText(block.alt), LIMITS.imageAlt);
      return [{ type: "Image", url, altText, size: "Stretch", msteams: { allowExpand: true } }];
    }
    case "table":
      return drawTable(block, book);
    case "item": {
      const [first, ...below] = block.lines.flatMap((line) => drawLine(line, book));
      const lines =
        first === undefined ? [] : [first, ...below.map((each) => ({ ...each, spacing: "Small" as const }))];
      const actions = drawActions(block.buttons);
      const items: CardElement[] = [
        ...lines,
        ...(actions.length === 0 ? [] : [{ type: "ActionSet" as const, actions }]),
      ];
      return items.length === 0 ? [] : [{ type: "Container", spacing: "Medium", items }];
    }
  }
}

function drawFacts({ facts }: Extract<Block, { readonly kind: "facts" }>, book: MentionBook): CardElement[] {
  const longest = Math.max(...facts.map(({ label }) => label.length));
  const width = Math.min(LABEL.most, Math.max(LABEL.least, longest * LABEL.perCharacter));
  return [
    {
      type: "Container",
      items: facts.map(({ label, value }) =>
        drawColumns([
          { width: `${width}px`, items: drawLine([text(label)], book, { subtle: true }) },
          { width: "stretch", items: drawLine(value, book) },
        ]),
      ),
    },
  ];
}

function drawList({ title, rows, more }: Extract<Block, { readonly kind: "list" }>, book: MentionBook): CardElement[] {
  const items: CardElement[] = [
    ...(title === undefined ? [] : drawLine([bold(title)], book)),
    ...rows.map((row) =>
      drawColumns([
        { width: "12px", items: drawLine([text("•")], book) },
        { width: "stretch", items: drawLine(row, book) },
      ]),
    ),
  ];
  if (more !== undefined && more.count > 0) {
    const label = sayMore(more.count, rows.length);
    const line: Line = [more.url === undefined ? text(label) : { kind: "link", text: label, url: more.url }];
    items.push(...drawLine(line, book, { subtle: true }).map((each) => ({ ...each, spacing: "Small" as const })));
  }
  return items.length === 0 ? [] : [{ type: "Container", items }];
}

/** "▰▰▰▰▰▰▱▱▱▱▱▱ 84 of ~120 · 3 failed": the label says it all, the bar only shows it. */
function progressText({ done, total, label }: Extract<Block, { readonly kind: "progress" }>): string {
  if (!(total > 0) || !(done >= 0) || !Number.isFinite(total)) return label;
  const full = Math.min(BAR_CELLS, Math.floor((done / total) * BAR_CELLS));
  return `${"▰".repeat(full)}${"▱".repeat(BAR_CELLS - full)} ${label}`.trimEnd();
}
