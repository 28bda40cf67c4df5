import type { Button, Card, CardStatus, Line } from "./card.ts";
import { plainLine } from "./line.ts";
import { STATUS_MARKS } from "./status-mark.ts";

/** A short answer: what was done or what went wrong, and what can be done about it. */
export function noticeCard(
  status: CardStatus,
  title: Line,
  details: readonly Line[] = [],
  buttons: readonly Button[] = [],
): Card {
  return {
    kind: "notice",
    status,
    title,
    body: details.map((line) => ({ kind: "text", line, weight: "core" })),
    buttons,
    fallback: [`${STATUS_MARKS[status].sign} ${plainLine(title)}`, ...details.map(plainLine)].join("\n"),
  };
}
