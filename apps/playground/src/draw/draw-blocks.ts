import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import type { DrawContext } from "./draw-context.ts";
import { drawMrkdwn } from "./draw-mrkdwn.ts";
import { drawRichText } from "./draw-rich-text.ts";
import { type DrawnLine, line, type Span, span, spansOf, splitLines, type Tone, toned } from "./drawn-line.ts";
import { objectOf, objectsOf, textOf } from "./read-json.ts";
import { shortenUrl } from "./shorten-url.ts";

/** A message as Slack has it. */
export interface ShownMessage {
  readonly text: string;
  readonly blocks: readonly JsonValue[];
}

/** Enough for a file's name and the moment in a film. */
const ADDRESS_WIDTH = 40;

/**
 * A message as lines for a terminal, drawn from the blocks that were really sent; from its text where it has none.
 * Kinds of block that the bot does not send are named instead of drawn.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export function drawMessage({ text, blocks }: ShownMessage, context: DrawContext): readonly DrawnLine[] {
  if (blocks.length === 0) return linesOf(drawMrkdwn(text, context));
  return blocks.flatMap((block) => drawBlock(objectOf(block), context));
}

function drawBlock(block: JsonObject, context: DrawContext): readonly DrawnLine[] {
  switch (textOf(block["type"])) {
    case "rich_text":
      return drawRichText(block, context);
    case "section":
      return [
        ...linesOf(drawTextObject(block["text"], context)),
        ...objectsOf(block["fields"]).flatMap((field) => linesOf(drawTextObject(field, context))),
        ...(block["accessory"] === undefined ? [] : drawActions([objectOf(block["accessory"])])),
      ];
    case "header":
      return linesOf(drawTextObject(block["text"], context, "bold"));
    case "context":
      return [drawContextBlock(objectsOf(block["elements"]), context)].filter(({ spans }) => spans.length > 0);
    case "actions":
      return drawActions(objectsOf(block["elements"]));
    case "divider":
      return [line(span("────────", "dim"))];
    case "image":
      return [drawImage(block)];
    default:
      return [line(span(`[${textOf(block["type"])}]`, "dim"))];
  }
}

function drawTextObject(value: JsonValue | undefined, context: DrawContext, ...tones: readonly Tone[]) {
  const { type, text } = objectOf(value);
  return type === "mrkdwn" ? drawMrkdwn(textOf(text), context, ...tones) : spansOf(textOf(text), ...tones);
}

function drawContextBlock(elements: readonly JsonObject[], context: DrawContext): DrawnLine {
  const parts = elements.map((element) =>
    element["type"] === "image"
      ? drawImage(element).spans
      : drawTextObject(element, context).map((each) => (each === "newline" ? span(" ") : each)),
  );
  return line(
    ...toned(
      parts.flatMap((part, index) => (index === 0 ? part : [span("  "), ...part])),
      "dim",
    ),
  );
}

/** Buttons in a row, then where a button leads to a moment in a film. */
function drawActions(elements: readonly JsonObject[]): readonly DrawnLine[] {
  const buttons = elements.flatMap((element, index) => [...(index === 0 ? [] : [span("  ")]), drawButton(element)]);
  const films = elements.filter(({ url }) => textOf(url).includes("#t="));
  return [
    line(...buttons),
    ...films.map(({ text, url }) => ({
      ...line(span(`${textOf(objectOf(text)["text"])}: ${shortenUrl(textOf(url), ADDRESS_WIDTH)}`, "dim")),
      prefix: "↗ ",
    })),
  ];
}

function drawButton(element: JsonObject): Span {
  const label = textOf(objectOf(element["text"] ?? element["placeholder"])["text"]) || textOf(element["type"]);
  return span(element["type"] === "button" ? `[${label}]` : `[${label} ▾]`, "cyan");
}

function drawImage(image: JsonObject): DrawnLine {
  return line(span(`[picture: ${textOf(image["alt_text"])}]`, "dim"));
}

function linesOf(pieces: readonly (Span | "newline")[]): readonly DrawnLine[] {
  return pieces.length === 0 ? [] : splitLines(pieces).map((spans) => ({ spans }));
}
