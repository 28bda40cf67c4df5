import { objectsIn, textOf, type Json } from "./json-parts.ts";

/** A message's blocks as a person reads them: one line a line, code in backticks, links and mentions by name, buttons in brackets. */
export function drawScreen(blocks: unknown): string {
  return objectsIn(blocks).map(drawBlock).join("\n");
}

function drawBlock(block: Json): string {
  switch (block["type"]) {
    case "rich_text":
      return objectsIn(block["elements"]).map(drawPart).join("\n");
    case "actions":
      return objectsIn(block["elements"])
        .map((element) => `[${textOf(element["text"])}]`)
        .join(" ");
    case "context":
      return objectsIn(block["elements"]).map(textOf).join(" ");
    case "divider":
      return "----";
    case "input":
      return drawInput(block);
    default:
      return textOf(block["text"]);
  }
}

function drawPart(part: Json): string {
  if (part["type"] === "rich_text_list")
    return objectsIn(part["elements"])
      .map((row) => `• ${drawPart(row)}`)
      .join("\n");
  const words = objectsIn(part["elements"]).map(drawRun).join("");
  return part["type"] === "rich_text_preformatted" ? `\`\`\`\n${words}\n\`\`\`` : words;
}

function drawRun(run: Json): string {
  switch (run["type"]) {
    case "emoji":
      return `:${String(run["name"])}:`;
    case "user":
      return `@${String(run["user_id"])}`;
    case "usergroup":
      return `@${String(run["usergroup_id"])}`;
    case "broadcast":
      return `@${String(run["range"])}`;
    case "date":
      return String(run["fallback"]);
    default: {
      const words = textOf(run);
      const [style] = objectsIn([run["style"]]);
      return style?.["code"] === true ? `\`${words}\`` : words;
    }
  }
}

function drawInput(block: Json): string {
  const [element = {}] = objectsIn([block["element"]]);
  const hint = block["hint"] === undefined ? "" : ` (${textOf(block["hint"])})`;
  const initial = textOf(element["initial_value"]) || textOf(objectsIn([element["initial_option"]])[0]?.["text"]);
  const offered = objectsIn(element["options"]).map((option) => textOf(option["text"]));
  const choices = offered.length === 0 ? "" : ` {${offered.join(" | ")}}`;
  return `${textOf(block["label"])}${hint}: ${initial}${choices}`;
}
