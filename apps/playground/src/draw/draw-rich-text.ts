import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { DrawContext } from "./draw-context.ts";
import { type DrawnLine, type Span, span, spansOf, splitLines, type Tone } from "./drawn-line.ts";
import { emojiCharacter } from "./emoji-characters.ts";
import { formatMoment } from "./format-moment.ts";
import { objectOf, objectsOf, textOf } from "./read-json.ts";

/**
 * The lines of a `rich_text` block.
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function drawRichText(block: JsonObject, context: DrawContext): readonly DrawnLine[] {
  return objectsOf(block["elements"]).flatMap((part) => drawPart(part, context));
}

function drawPart(part: JsonObject, context: DrawContext): readonly DrawnLine[] {
  switch (textOf(part["type"])) {
    case "rich_text_list":
      return drawList(part, context);
    case "rich_text_preformatted":
      return drawInline(part, context).map((spans) => ({ prefix: "▏ ", spans }));
    case "rich_text_quote":
      return drawInline(part, context).map((spans) => ({ prefix: "│ ", spans }));
    default:
      return drawInline(part, context).map((spans) => ({ spans }));
  }
}

function drawList(list: JsonObject, context: DrawContext): readonly DrawnLine[] {
  const depth = typeof list["indent"] === "number" ? list["indent"] : 0;
  return objectsOf(list["elements"]).flatMap((item, index) =>
    drawInline(item, context).map((spans, row) => {
      const mark = list["style"] === "ordered" ? `${index + 1}. ` : "• ";
      return { prefix: "  ".repeat(depth) + (row === 0 ? mark : " ".repeat(mark.length)), spans };
    }),
  );
}

function drawInline(part: JsonObject, context: DrawContext): readonly (readonly Span[])[] {
  return splitLines(objectsOf(part["elements"]).flatMap((element) => drawElement(element, context)));
}

function drawElement(element: JsonObject, context: DrawContext): readonly (Span | "newline")[] {
  const tones = tonesOf(objectOf(element["style"]));
  switch (textOf(element["type"])) {
    case "text":
      return spansOf(textOf(element["text"]), ...tones);
    case "link":
      return spansOf(textOf(element["text"]) || textOf(element["url"]), ...tones, "underline");
    case "emoji":
      return [span(emojiCharacter(textOf(element["name"])))];
    case "date": {
      const { timestamp, format, fallback } = element;
      return [span(formatMoment(Number(timestamp), textOf(format), context.timeZone, textOf(fallback)), ...tones)];
    }
    case "user":
      return [mention("@", element["user_id"], context)];
    case "usergroup":
      return [mention("@", element["usergroup_id"], context)];
    case "channel":
      return [mention("#", element["channel_id"], context)];
    case "broadcast":
      return [span(`@${textOf(element["range"])}`, "cyan")];
    default:
      return [span(`[${textOf(element["type"])}]`, "dim")];
  }
}

function mention(sign: string, id: JsonObject[string] | undefined, { nameOf }: DrawContext): Span {
  return span(sign + (nameOf(textOf(id)) ?? textOf(id)), "cyan");
}

function tonesOf(style: JsonObject): readonly Tone[] {
  const tones: Tone[] = [];
  if (style["bold"] === true) tones.push("bold");
  if (style["italic"] === true) tones.push("italic");
  if (style["strike"] === true) tones.push("strikethrough");
  if (style["code"] === true) tones.push("cyan");
  return tones;
}
