import { describe, expect, it } from "vitest";
import type { Block, Card, Weight } from "../card.ts";
import { shrinkCard } from "./shrink-card.ts";

const line = (words: string, weight: Weight): Block => ({
  kind: "text",
  line: [{ kind: "text", text: words }],
  weight,
});
const picture = (alt: string, weight: Weight = "detail"): Block => ({
  kind: "picture",
  picture: { kind: "pass-rate", builds: ["#1"], series: [{ label: "All", rates: [1] }] },
  alt,
  weight,
});

function cardOf(...body: readonly Block[]): Card {
  return { kind: "answer", status: "info", title: [{ kind: "text", text: "t" }], body, buttons: [], fallback: "t" };
}

/** What a card's blocks say, for which only so many blocks fit, pictures counted as so many. */
function left(card: Card, most: number, cost: number): readonly string[] {
  const size = ({ body }: Card): number => body.reduce((sum, { kind }) => sum + (kind === "picture" ? cost : 1), 0);
  return shrinkCard(card, (smaller) => size(smaller) <= most)
    .body.map((block) =>
      block.kind === "picture" ? block.alt : block.kind === "text" ? JSON.stringify(block.line[0]) : block.kind,
    )
    .map((words) => /"text":"([^"]*)"/.exec(words)?.[1] ?? words);
}

describe("a card that is too large", () => {
  const whole = cardOf(line("verdict", "core"), picture("chart"), line("list", "core"), line("more", "detail"));

  it.each<[string, Card, number, number, readonly string[]]>([
    ["keeps what fits", whole, 13, 10, ["verdict", "chart", "list", "more"]],
    ["loses its picture before any words", whole, 12, 10, ["verdict", "list", "more"]],
    ["loses its picture first though that is not enough", whole, 2, 1, ["verdict", "list"]],
    ["loses the last picture first", cardOf(picture("one"), picture("two"), line("x", "detail")), 3, 2, ["one", "x"]],
    ["can do without a picture of the core", cardOf(picture("one", "core"), line("x", "core")), 1, 5, ["x"]],
  ])("%s", (_, card, most, cost, expected) => {
    expect(left(card, most, cost)).toEqual(expected);
  });
});
