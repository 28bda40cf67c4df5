import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import { emojiCharacter } from "../slack/emoji-character.ts";

/** What holds the pieces of one line, in either chat's format. */
const ONE_LINE = new Set(["rich_text_section", "rich_text_quote", "rich_text_preformatted", "RichTextBlock"]);
/** Under these names both formats keep words that people read. */
const READ = new Set(["text", "title", "alt_text", "altText"]);
/** A link of Markdown (its words in the first group), or a link or a time of Slack's mrkdwn (in the second). */
const LINK = /\[([^\]]*)\]\([^)]*\)|<(?:https?:|!date\^)[^|>]*\|([^>]*)>/g;
const EMOJI = /:([\w+-]+):/g;

/**
 * What people read in a message's JSON, line by line and in order: of Slack's blocks
 * (https://docs.slack.dev/reference/block-kit/blocks) or of an Adaptive Card (https://adaptivecards.io/explorer/). Ids,
 * addresses and styles are left out.
 */
export function textLines(json: JsonValue): readonly string[] {
  return linesOf(json)
    .flatMap((text) => text.replace(LINK, "$1$2").replace(EMOJI, emojiOf).split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function emojiOf(code: string, name: string): string {
  return emojiCharacter(name) ?? code;
}

function linesOf(json: JsonValue | undefined): readonly string[] {
  if (Array.isArray(json)) return json.flatMap((item) => (Array.isArray(item) ? [rowOf(item)] : linesOf(item)));
  if (typeof json !== "object" || json === null) return [];
  const { type, cells, columns, title, value } = json;
  if (typeof type === "string" && ONE_LINE.has(type)) return [inlineOf(json)];
  if (type === "TableRow" && Array.isArray(cells)) return [rowOf(cells)];
  if (type === "ColumnSet" && Array.isArray(columns)) return [rowOf(columns, " ")];
  if (type === undefined && typeof title === "string" && typeof value === "string") return [`${title}: ${value}`];
  return Object.entries(json).flatMap(([key, inner]) => {
    if (typeof inner === "string") return READ.has(key) ? [inner] : [];
    // What old clients show instead of an element.
    return key === "fallback" ? [] : linesOf(inner);
  });
}

function rowOf(cells: readonly JsonValue[], between = " | "): string {
  return cells.map((cell) => linesOf(cell).join(" ")).join(between);
}

function inlineOf({ elements, inlines }: JsonObject): string {
  const pieces = Array.isArray(elements) ? elements : Array.isArray(inlines) ? inlines : [];
  return pieces.map(wordsOf).join("");
}

function wordsOf(piece: JsonValue): string {
  if (typeof piece === "string") return piece;
  if (typeof piece !== "object" || piece === null || Array.isArray(piece)) return "";
  const { type, text, name, url } = piece;
  if (typeof text === "string") return text;
  if (type === "emoji" && typeof name === "string") return `:${name}:`;
  if (type === "link" && typeof url === "string") return url;
  const mentioned = piece["user_id"] ?? piece["usergroup_id"] ?? piece["channel_id"];
  return typeof mentioned === "string" ? `@${mentioned}` : "";
}
