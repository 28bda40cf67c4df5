import type { Verdict } from "@perfecto-bot/domain";
import { buildHeadline } from "./build-headline.ts";
import { buildTitle, type NamedBuild } from "./build-title.ts";
import type { Card, Line } from "./card.ts";
import { plainLine, text } from "./line.ts";
import { STATUS_MARKS } from "./status-mark.ts";

/** What an attempt card is made from. */
export interface AttemptCardInput {
  /** From 2: the first attempt is told by the build's card alone. */
  readonly attempt: number;
  readonly verdict: Verdict;
  readonly build: NamedBuild;
}

/** How a build ended that CI ran again: a reply in its thread, because an edit of the card notifies nobody. */
export function attemptCard({ attempt, verdict, build }: AttemptCardInput): Card {
  const ended = buildHeadline({ verdict, final: { reason: "quiet" }, ci: undefined });
  const title: Line = [text(`Attempt ${attempt} of `), ...buildTitle(build), text(` ended: ${ended}`)];
  return {
    kind: "attempt",
    status: verdict.status,
    title,
    body: [],
    buttons: [],
    fallback: `${STATUS_MARKS[verdict.status].sign} ${plainLine(title)}`,
  };
}
