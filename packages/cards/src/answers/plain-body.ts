import type { Block } from "../card.ts";
import { plainBlock, plainLine } from "../line.ts";

/** A body as plain lines for a fallback: every text, fact and row, titles of lists included. */
export function plainBody(body: readonly Block[]): readonly string[] {
  return body.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case "text":
        return [plainLine(block.line)];
      case "facts":
        return block.facts.map(({ label, value }) => `${label}: ${plainLine(value)}`);
      case "list":
        return [...(block.title === undefined ? [] : [`${block.title}:`]), ...plainBlock(block)];
      case "code":
        return [block.text];
      case "progress":
        return plainBlock(block);
      case "table":
        return block.rows.map((row) => row.map(plainLine).join(" · "));
      case "item":
        return block.lines.map(plainLine);
      case "picture":
      case "divider":
        return [];
    }
  });
}
