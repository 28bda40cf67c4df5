import type { Mention } from "@perfecto-bot/domain";
import type { Block, Line, Run } from "./card.ts";
import { sayMore } from "./say-more.ts";

/** Plain text. */
export const text = (value: string): Run => ({ kind: "text", text: value });
/** Bold text. */
export const bold = (value: string): Run => ({ kind: "text", text: value, style: "bold" });
/** Text in a fixed-width font. */
export const code = (value: string): Run => ({ kind: "text", text: value, style: "code" });
/** A link; where there is no address the label stands as plain text. */
export const link = (label: string, url: string | undefined): Run =>
  url === undefined ? text(label) : { kind: "link", text: label, url };
/** A call to somebody. */
export const mention = (who: Mention): Run => ({ kind: "mention", mention: who });
/** A moment, epoch milliseconds. */
export const time = (atMs: number, show: "time" | "date" | "date-time" = "date-time"): Run => ({
  kind: "time",
  atMs,
  show,
});

/** A line as plain text, for fallbacks; moments as ISO minutes in UTC. */
export function plainLine(line: Line): string {
  return line.map(plainRun).join("");
}

function plainRun(run: Run): string {
  switch (run.kind) {
    case "text":
    case "link":
      return run.text;
    case "mention":
      return run.mention.kind === "here" ? "everybody here" : "somebody";
    case "time":
      return `${new Date(run.atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  }
}

/** A list or a progress as plain lines, for fallbacks; other blocks say nothing there. */
export function plainBlock(block: Block): readonly string[] {
  if (block.kind === "progress") return [block.label];
  if (block.kind !== "list") return [];
  const cut = block.more === undefined ? [] : [sayMore(block.more.count, block.rows.length)];
  return [...block.rows.map((row) => `• ${plainLine(row)}`), ...cut];
}
