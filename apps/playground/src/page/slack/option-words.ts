import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { Directory } from "./directory.ts";
import { emojiCharacter } from "./emoji-character.ts";
import type { MrkdwnNode } from "./parse-mrkdwn.ts";
import { parseMrkdwn } from "./parse-mrkdwn.ts";
import { readText } from "./read-json.ts";
import { plainWords } from "./text-object.tsx";

/** An option's text as words alone, with names in place of ids. */
export function optionWords(text: JsonObject, directory: Directory): string {
  if (text["type"] !== "mrkdwn") return plainWords(text);
  return words(parseMrkdwn(readText(text["text"]), { verbatim: true }), directory);
}

function words(nodes: readonly MrkdwnNode[], directory: Directory): string {
  return nodes.map((node) => wordsOf(node, directory)).join("");
}

function wordsOf(node: MrkdwnNode, directory: Directory): string {
  switch (node.kind) {
    case "text":
    case "code":
    case "preformatted":
      return node.text;
    case "bold":
    case "italic":
    case "strike":
    case "quote":
      return words(node.children, directory);
    case "emoji":
      return emojiCharacter(node.name) ?? `:${node.name}:`;
    case "link":
      return node.label;
    case "user":
      return `@${directory.userName(node.id) ?? (node.label || node.id)}`;
    case "group":
      return `@${directory.groupHandle(node.id) ?? (node.label || node.id)}`;
    case "channel":
      return `#${directory.channelName(node.id) ?? (node.label || node.id)}`;
    case "broadcast":
      return `@${node.range}`;
    case "date":
      return node.fallback;
  }
}
