import { STATUS_MARKS, cleanText, mentionsIn, plainLine, tidyCard } from "@perfecto-bot/cards";
import type { Card } from "@perfecto-bot/cards";
import { escapeWithin } from "./escape-mrkdwn.ts";
import { LIMITS } from "./limits.ts";
import type { SlackContent } from "./slack-content.ts";
import { mentionMarkup } from "./slack-mention.ts";
import { STATUS_SIGNS } from "./status-sign.ts";

/** Joins the letters of a broadcast's name, so that no parser takes it for one; nothing is seen of it. */
const WORD_JOINER = "\u2060";
/** At most so many people are called by a message whose blocks Slack refused. */
const MOST_MENTIONS = 20;

/**
 * The top-level text of a message with blocks: what notifications and screen readers use. The status icon and the
 * card's fallback, escaped, calling nobody.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#text
 */
export function textFallback(card: Card): string {
  return fallbackWithin(card, LIMITS.text);
}

/**
 * A card as text alone, for when Slack refuses its blocks: the fallback, and whom the card calls, because a page must
 * reach them in every form.
 */
export function textOnly(card: Card): SlackContent {
  const markup = mentionsIn(tidyCard(card)).flatMap((mention) => mentionMarkup(mention) ?? []);
  const calls = [...new Set(markup)].slice(0, MOST_MENTIONS).join(" ");
  if (calls === "") return { text: textFallback(card), blocks: [] };
  return { text: `${fallbackWithin(card, LIMITS.text - calls.length - 1)} ${calls}`, blocks: [] };
}

function fallbackWithin(card: Card, max: number): string {
  const words = cleanText(card.fallback).trim() || plainLine(tidyCard(card).title).trim();
  // Fallbacks begin with the status as a plain sign; Slack has a picture for it.
  const sign = `${STATUS_MARKS[card.status].sign} `;
  const said = words.startsWith(sign) ? words.slice(sign.length) : words;
  const calm = said.replace(/@(?=here|channel|everyone)/gi, `@${WORD_JOINER}`);
  return escapeWithin(`${STATUS_SIGNS[card.status].icon} ${calm}`, max);
}
