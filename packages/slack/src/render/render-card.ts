import { missingStatusWord, plainLine, shrinkCard, tidyCard } from "@perfecto-bot/cards";
import type { Block, Button, Card, Line, PictureOf } from "@perfecto-bot/cards";
import type { KnownBlock, RichTextElement } from "@slack/types";
import { drawBlock, drawLines } from "./draw-block.ts";
import { drawButtons } from "./draw-buttons.ts";
import { drawRichLine } from "./draw-line.ts";
import { LIMITS } from "./limits.ts";
import type { SlackContent } from "./slack-content.ts";
import { STATUS_SIGNS } from "./status-sign.ts";
import { textFallback } from "./text-fallback.ts";

/**
 * A card as a Slack message. Foreign text stands in rich text and plain text, where it is literal, so names look and
 * copy as they are and cannot format, mention or link. A card that is too large is shrunk ({@link shrinkCard}), never
 * refused. Pure: the same card and files give the same JSON. `pictureOf` gives the ids of uploaded files; `blocksJson` is the
 * most that the JSON of its blocks may have.
 * @see https://docs.slack.dev/reference/block-kit
 */
export function renderCard(
  card: Card,
  pictureOf: PictureOf = noPicture,
  blocksJson: number = LIMITS.blocksJson,
): SlackContent {
  const fitting = shrinkCard(tidyCard(card), (smaller) => fits(drawCard(smaller, pictureOf), blocksJson));
  return { text: textFallback(card), blocks: drawCard(fitting, pictureOf) };
}

const noPicture: PictureOf = () => undefined;

function fits(blocks: readonly KnownBlock[], blocksJson: number): boolean {
  return blocks.length <= LIMITS.blocksPerMessage && JSON.stringify(blocks).length <= blocksJson;
}

function drawCard(card: Card, pictureOf: PictureOf): KnownBlock[] {
  const blocks: KnownBlock[] = [
    { type: "rich_text", elements: [{ type: "rich_text_section", elements: drawTitle(card) }] },
  ];
  // Counts every button of the message, those that are left out too, so that ids never meet.
  let buttonIndex = 0;
  const pushButtons = (buttons: readonly Button[]): void => {
    blocks.push(...drawButtons(buttons, buttonIndex));
    buttonIndex += buttons.length;
  };
  for (const block of joinTexts(card.body)) {
    if (isLines(block)) blocks.push(...drawLines(block));
    else if (block.kind === "item") {
      blocks.push(...drawLines(block.lines));
      pushButtons(block.buttons);
    } else blocks.push(...drawBlock(block, pictureOf));
  }
  pushButtons(card.buttons);
  return blocks;
}

function drawTitle({ kind, status, title }: Card): RichTextElement[] {
  const word = missingStatusWord({ kind, status }, plainLine(title));
  return [
    { type: "emoji", name: STATUS_SIGNS[status].emoji },
    { type: "text", text: word === undefined ? " " : ` ${word} · ` },
    ...drawRichLine(title, true),
  ];
}

/** Text blocks that follow each other stand closer together, as one. */
function joinTexts(body: readonly Block[]): (Block | Line[])[] {
  const joined: (Block | Line[])[] = [];
  for (const block of body) {
    const last = joined.at(-1);
    if (block.kind !== "text" || block.subtle === true) joined.push(block);
    else if (last !== undefined && isLines(last)) last.push(block.line);
    else joined.push([block.line]);
  }
  return joined;
}

function isLines(part: Block | Line[]): part is Line[] {
  return Array.isArray(part);
}
