import { headOf, textWidth } from "./text-width.ts";

/** A text in exactly so many columns: cut with "…", or filled up with spaces on the side where it ends. */
export function fitText(text: string, columns: number, align: "left" | "right" = "left"): string {
  const cut = cutText(text, columns);
  const gap = " ".repeat(Math.max(0, columns - textWidth(cut)));
  return align === "left" ? cut + gap : gap + cut;
}

/** A text in at most so many columns, cut with "…"; before its `end` where there is room for that. */
export function cutText(text: string, columns: number, end = ""): string {
  if (textWidth(text) <= columns) return text;
  const left = columns - textWidth(end);
  if (end !== "" && text.endsWith(end) && left > 1) return cutText(text.slice(0, -end.length), left) + end;
  return columns < 1 ? "" : `${headOf(text, columns - 1).trimEnd()}…`;
}
