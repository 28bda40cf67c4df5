import type { Mention } from "@perfecto-bot/domain";
import type { Card, Line } from "./card.ts";
import { link, mention, plainLine, text } from "./line.ts";
import { STATUS_MARKS } from "./status-mark.ts";

/**
 * Calls people to a build that has failures. A message of its own, because an edit notifies nobody;
 * its content never changes, so that it calls once.
 */
export function attentionCard(who: readonly Mention[], build: { readonly label: string; readonly url: string }): Card {
  const calls = who.flatMap((one, index) => [...(index === 0 ? [] : [text(" ")]), mention(one)]);
  const news: Line = [link(build.label, build.url), text(" has failures")];
  return {
    kind: "attention",
    status: "failed",
    title: [...calls, ...(calls.length === 0 ? [] : [text(": ")]), ...news],
    body: [],
    buttons: [],
    fallback: `${STATUS_MARKS.failed.sign} ${plainLine(news)}`,
  };
}
