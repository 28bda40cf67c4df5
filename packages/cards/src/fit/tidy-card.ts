import type { Block, Button, Card, Line } from "../card.ts";
import { clampText, cleanLineText, cleanText } from "./clean-text.ts";
import { isBlankLine, tidyLine } from "./line-text.ts";
import { sayMore } from "../say-more.ts";
import { statusWord } from "../status-word.ts";

/** Beyond these, nothing could fit a message anyway; they keep the work of shrinking small. */
const MOST = { blocks: 100, rows: 100, columns: 20, facts: 40, lines: 10, buttons: 25, itemButtons: 5 } as const;
/** Longest texts, in characters: a third of a line at most goes to one run. */
const LONGEST = { title: 600, line: 1500, cell: 300, label: 100, code: 3000 } as const;

/**
 * A card whose texts are clean and bounded and which has nothing empty in it: the same words, ready to be drawn.
 * What is cut is counted where the card can say so.
 */
export function tidyCard(card: Card): Card {
  const title = tidyLine(card.title, LONGEST.title);
  return {
    ...card,
    title: isBlankLine(title) ? [{ kind: "text", text: statusWord(card.status) }] : title,
    body: limitBlocks(card.body).flatMap(tidyBlock),
    buttons: card.buttons.slice(0, MOST.buttons),
  };
}

/** Cuts a body of very many blocks: details from the last, then whatever is last, and says how much is missing. */
function limitBlocks(body: readonly Block[]): readonly Block[] {
  if (body.length <= MOST.blocks) return body;
  const core = body.filter((block) => block.weight === "core");
  if (core.length <= MOST.blocks) return core;
  return [...core.slice(0, MOST.blocks), remark(sayMore(core.length - MOST.blocks))];
}

/** A line that says what was cut. */
export function remark(words: string): Block {
  return { kind: "text", line: [{ kind: "text", text: words }], subtle: true, weight: "core" };
}

function tidyBlock(block: Block): readonly Block[] {
  switch (block.kind) {
    case "text": {
      const line = tidyLine(block.line, LONGEST.line);
      return isBlankLine(line) ? [] : [{ ...block, line }];
    }
    case "facts": {
      const facts = block.facts
        .slice(0, MOST.facts)
        .map(({ label, value }) => ({ label: tidyText(label), value: tidyLine(value, LONGEST.cell) }))
        .filter(({ value }) => !isBlankLine(value));
      return facts.length === 0 ? [] : [{ ...block, facts }];
    }
    case "list":
      return tidyList(block);
    case "code": {
      const text = clampText(cleanText(block.text).replace(/^\n+/, "").trimEnd(), LONGEST.code);
      return text === "" ? [] : [{ ...block, text }];
    }
    case "progress": {
      const label = tidyText(block.label);
      return label === "" ? [] : [{ ...block, label }];
    }
    case "picture":
      return [{ ...block, alt: clampText(cleanLineText(block.alt).trim(), LONGEST.line) || "Picture" }];
    case "table":
      return tidyTable(block);
    case "item": {
      const lines = tidyLines(block.lines.slice(0, MOST.lines), LONGEST.line);
      const buttons: readonly Button[] = block.buttons.slice(0, MOST.itemButtons);
      return lines.length === 0 && buttons.length === 0 ? [] : [{ ...block, lines, buttons }];
    }
    case "divider":
      return [block];
  }
}

function tidyList(block: Extract<Block, { readonly kind: "list" }>): readonly Block[] {
  const { title: foreignTitle = "", ...rest } = block;
  const title = tidyText(foreignTitle);
  const shown = block.rows.slice(0, MOST.rows);
  const rows = tidyLines(shown, LONGEST.line);
  const count = (block.more?.count ?? 0) + block.rows.length - shown.length;
  if (rows.length === 0 && count <= 0) return [];
  return [
    {
      ...rest,
      ...(title === "" ? {} : { title }),
      rows,
      ...(count > 0 ? { more: { ...block.more, count } } : {}),
    },
  ];
}

function tidyTable(block: Extract<Block, { readonly kind: "table" }>): readonly Block[] {
  const shown = block.rows.slice(0, MOST.rows);
  const columns = block.columns.slice(0, MOST.columns).map(tidyText);
  if (columns.length === 0 || shown.length === 0) return [];
  const rows = shown.map((row) => row.slice(0, columns.length).map((cell) => tidyLine(cell, LONGEST.cell)));
  const table: Block = { ...block, columns, rows };
  const missing = block.rows.length - shown.length;
  return missing > 0 ? [table, remark(sayMore(missing))] : [table];
}

function tidyLines(lines: readonly Line[], max: number): readonly Line[] {
  return lines.map((line) => tidyLine(line, max)).filter((line) => !isBlankLine(line));
}

function tidyText(text: string): string {
  return clampText(cleanLineText(text).trim(), LONGEST.label);
}
