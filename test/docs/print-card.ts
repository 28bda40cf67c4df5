import { plainLine, sayMore, STATUS_MARKS, type Block, type Card } from "@perfecto-bot/cards";

/** A card as the plain text the documentation shows: what every channel shows, without a channel's looks. */
export function printCard({ status, title, body, buttons }: Card): string {
  return [
    `${STATUS_MARKS[status].sign} ${plainLine(title)}`,
    ...body.flatMap(printBlock),
    buttons.map(({ label }) => `[${label}]`).join(" "),
  ].join("\n");
}

function printBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case "text":
      return [plainLine(block.line)];
    case "facts":
      return block.facts.map(({ label, value }) => `${label}: ${plainLine(value)}`);
    case "list":
      return [
        ...(block.title === undefined ? [] : [block.title]),
        ...block.rows.map((row) => `• ${plainLine(row)}`),
        ...(block.more === undefined ? [] : [sayMore(block.more.count, block.rows.length)]),
      ];
    case "code":
      return block.text.split("\n").map((line) => `  │ ${line}`);
    case "progress":
      return [block.label];
    case "picture":
      return [block.alt];
    case "item":
      return block.lines.map(plainLine);
    case "table":
      return block.rows.map((row) => row.map(plainLine).join(" | "));
    case "divider":
      return [];
  }
}
