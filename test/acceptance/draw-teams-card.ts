import { objectsIn, textOf, type Json } from "./json-parts.ts";

/** Where a card keeps what is inside it, in the order a person reads. */
const INSIDE = ["body", "items", "columns", "rows", "cells", "card", "actions"] as const;

/** An Adaptive Card as a person reads it: one line a line, buttons in brackets, an input as its label and what stands in it. */
export function drawTeamsCard(card: unknown): string {
  return objectsIn([card]).map(drawElement).join("\n").replaceAll("\u00A0", " ");
}

function drawElement(element: Json): string {
  const type = String(element["type"]);
  if (type.startsWith("Input.")) return `${String(element["label"])}: ${textOf(element["value"])}`;
  const own = type.startsWith("Action.") ? `[${String(element["title"])}]` : ownWords(element);
  const inner = INSIDE.flatMap((name) => objectsIn(Array.isArray(element[name]) ? element[name] : [element[name]]));
  return [own, ...inner.map(drawElement)].filter((line) => line !== "").join("\n");
}

function ownWords(element: Json): string {
  if (element["type"] === "RichTextBlock")
    return objectsIn(element["inlines"])
      .map(({ text }) => String(text))
      .join("");
  return textOf(element["text"]) || textOf(element["codeSnippet"]);
}
