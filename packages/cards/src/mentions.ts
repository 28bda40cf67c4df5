import type { Mention } from "@perfecto-bot/domain";
import type { Block, Card, Line, Run } from "./card.ts";
import { mention } from "./line.ts";

/** Everybody a card calls, in the order of its lines; who is called twice stands in it twice. */
export function mentionsIn(card: Card): readonly Mention[] {
  const found: Mention[] = [];
  replaceMentions(card, (who) => {
    found.push(who);
    return mention(who);
  });
  return found;
}

/** A card with other runs in place of its mentions. Everything else stays as it is. */
export function replaceMentions(card: Card, replace: (who: Mention) => Run): Card {
  const line = (runs: Line): Line => runs.map((run) => (run.kind === "mention" ? replace(run.mention) : run));
  return { ...card, title: line(card.title), body: card.body.map((block) => withLines(block, line)) };
}

function withLines(block: Block, line: (runs: Line) => Line): Block {
  switch (block.kind) {
    case "text":
      return { ...block, line: line(block.line) };
    case "facts":
      return { ...block, facts: block.facts.map((fact) => ({ ...fact, value: line(fact.value) })) };
    case "list":
      return { ...block, rows: block.rows.map(line) };
    case "table":
      return { ...block, rows: block.rows.map((cells) => cells.map(line)) };
    case "item":
      return { ...block, lines: block.lines.map(line) };
    case "code":
    case "progress":
    case "picture":
    case "divider":
      return block;
  }
}
