import { plainLine } from "../line.ts";
import type { Block, Card } from "../card.ts";
import { sayMore } from "../say-more.ts";
import { clampText, cleanText } from "./clean-text.ts";
import { remark } from "./tidy-card.ts";

/** How many rows of each list, table and run of items stay, step by step. */
const ROW_STEPS = [40, 20, 12, 8, 5, 3, 1] as const;
/** How many characters of each code block stay, step by step. */
const CODE_STEPS = [1500, 600, 200] as const;
/** What stays of the title and of the whole meaning in the last steps. */
const LAST = { title: 300, meaning: 2000, buttons: 5 } as const;

/**
 * The largest form of a card for which `fits` says yes. The steps are fixed, and each keeps what the one before cut:
 * pictures go, from the last, because what they show stands in words too; then other details, from the last; then rows of lists, tables and items, with "and 12 more" in their place (linked where
 * the list says where the rest is); then the ends of code; then all but the title, the fallback's words and the first
 * buttons; then the title alone. The last step is returned even where it does not fit.
 */
export function shrinkCard(card: Card, fits: (card: Card) => boolean): Card {
  let smallest = card;
  for (const smaller of ladder(card)) {
    smallest = smaller;
    if (fits(smaller)) break;
  }
  return smallest;
}

function* ladder(card: Card): Generator<Card> {
  yield card;
  let body = card.body;
  for (const goes of [isPicture, isDetail]) {
    for (let at = body.length - 1; at >= 0; at -= 1) {
      const block = body[at];
      if (block === undefined || !goes(block)) continue;
      body = body.toSpliced(at, 1);
      yield { ...card, body };
    }
  }
  const core = body;
  for (const most of ROW_STEPS) {
    body = cutRows(core, most);
    yield { ...card, body };
  }
  for (const most of CODE_STEPS) {
    body = body.map((block) => (block.kind === "code" ? { ...block, text: clampText(block.text, most) } : block));
    yield { ...card, body };
  }
  const titleText = clampText(plainLine(card.title), LAST.title);
  const meaning = clampText(cleanText(card.fallback).trim(), LAST.meaning);
  const words: Card = {
    ...card,
    body:
      meaning === "" || meaning === titleText
        ? []
        : [{ kind: "text", line: [{ kind: "text", text: meaning }], weight: "core" }],
    buttons: card.buttons.slice(0, LAST.buttons),
  };
  yield words;
  const bare: Card = { ...words, title: [{ kind: "text", text: titleText }] };
  yield bare;
  yield { ...bare, buttons: [] };
}

function isPicture({ kind }: Block): boolean {
  return kind === "picture";
}

function isDetail({ weight }: Block): boolean {
  return weight === "detail";
}

function cutRows(body: readonly Block[], most: number): readonly Block[] {
  const cut: Block[] = [];
  let items = 0;
  for (const [at, block] of body.entries()) {
    items = block.kind === "item" ? items + 1 : 0;
    if (items <= most) cut.push(...cutBlock(block, most));
    else if (body[at + 1]?.kind !== "item") cut.push(remark(sayMore(items - most)));
  }
  return cut;
}

function cutBlock(block: Block, most: number): readonly Block[] {
  if (block.kind === "list" && block.rows.length > most) {
    const count = (block.more?.count ?? 0) + block.rows.length - most;
    return [{ ...block, rows: block.rows.slice(0, most), more: { ...block.more, count } }];
  }
  if (block.kind === "table" && block.rows.length > most)
    return [{ ...block, rows: block.rows.slice(0, most) }, remark(sayMore(block.rows.length - most))];
  return [block];
}
