import type { Mention, Verdict } from "@perfecto-bot/domain";
import type { BuildChanges } from "./build-changes.ts";
import { failedHeadline } from "./build-headline.ts";
import { buildTitle, type NamedBuild } from "./build-title.ts";
import type { Block, Card, Line } from "./card.ts";
import { bold, mention, plainLine, text } from "./line.ts";
import { counted, oneLine } from "./phrases.ts";
import { STATUS_MARKS } from "./status-mark.ts";

/** What people are called for. */
export type AttentionInput = NamedBuild & {
  readonly verdict: Verdict;
  /** What is new against the history of its tests, where there is one. */
  readonly changes?: BuildChanges;
};

/**
 * Calls people to a build that has failures, with what there is to know before opening anything. A message of its own,
 * because an edit notifies nobody.
 */
export function attentionCard(who: readonly Mention[], build: AttentionInput): Card {
  const calls = who.flatMap((one, index) => [...(index === 0 ? [] : [text(" ")]), mention(one)]);
  const news: Line = [...buildTitle(build), text(`: ${failedHeadline(build)}`)];
  const details = [causeLine(build.verdict), platformLine(build.verdict)].filter((line) => line !== undefined);
  return {
    kind: "attention",
    status: "failed",
    title: [...calls, ...(calls.length === 0 ? [] : [text(": ")]), ...news],
    body: details.map((line): Block => ({ kind: "text", line, weight: "core" })),
    buttons: [{ kind: "link", label: "Open report", url: build.url }],
    fallback: [`${STATUS_MARKS.failed.sign} ${plainLine(news)}`, ...details.map(plainLine)].join("\n"),
  };
}

function causeLine({ causes }: Verdict): Line | undefined {
  const [first, ...others] = causes;
  if (first === undefined) return undefined;
  const rest = others.length === 0 ? "" : ` and ${counted(others.length, "other cause")}`;
  return [bold("Cause: "), text(`${oneLine(first.label)}${rest}`)];
}

function platformLine({ platforms }: Verdict): Line | undefined {
  const [first, ...others] = platforms.filter(({ wrong }) => wrong > 0);
  if (first === undefined) return undefined;
  const rest = others.length === 0 ? "" : ` and ${counted(others.length, "other platform")}`;
  return [bold("Platform: "), text(`${oneLine(first.label, 80)}${rest}`)];
}
